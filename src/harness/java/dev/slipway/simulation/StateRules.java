package dev.slipway.simulation;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.problem.ProblemCode;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the state bucket holds: what every record, ending and status says, decoded anew at each
 * change; and the rules that each change must keep by itself.
 *
 * <ul>
 *   <li>A record's revision rises with every change; it keeps its job's name; it is not changed any
 *       more once it is over; it goes only when its ending stands.
 *   <li>An ending is written once, never changed, never deleted, and tells what became of the job;
 *       what policy refused was rejected without one, and by a policy that was in force.
 *   <li>A status never goes back: not to a lower revision, not from an end, not to an earlier
 *       generation of its object.
 * </ul>
 */
final class StateRules {

  /** A record, and since when it stands so. */
  record ObservedRecord(SubmissionRecord entry, long since) {
    Lifecycle progress() {
      return entry.lifecycle();
    }
  }

  private static final Set<ProblemCode> REFUSALS =
      Set.of(ProblemCode.POLICY_IMAGE, ProblemCode.POLICY_REPLICAS, ProblemCode.POLICY_RESOURCE);

  private final SimulationContext context;
  private final BucketQueue queue;
  private final BucketOutcomes endings;
  private final BucketStatuses statuses;
  private final Map<String, ObservedRecord> standing = new LinkedHashMap<>();
  private final Map<String, Status> ended = new HashMap<>();
  private final Map<String, Status> told = new HashMap<>();
  private final Map<String, Long> namedSince = new HashMap<>();
  private final Map<String, Long> claimsGone = new HashMap<>();

  StateRules(SimulationContext context, ObjectStore raw) {
    this.context = context;
    this.queue = new BucketQueue(raw, () -> "");
    this.endings = new BucketOutcomes(raw, () -> "");
    this.statuses = new BucketStatuses(raw, () -> "");
  }

  /** All records that stand. */
  Collection<ObservedRecord> standing() {
    return standing.values();
  }

  Optional<ObservedRecord> find(String id) {
    return Optional.ofNullable(standing.get(id));
  }

  /** How a submission ended. */
  Optional<Status> ending(String id) {
    return Optional.ofNullable(ended.get(id));
  }

  /** What is told under an object's name. */
  Optional<Status> told(SubmittedSpec one) {
    return Optional.ofNullable(told.get(one.submission().object()));
  }

  /** The job that a submission names, in its record or its ending; empty for none. */
  String jobOf(String id) {
    return find(id)
        .map(one -> one.progress().job())
        .filter(job -> !job.isEmpty())
        .or(() -> ending(id).map(Status::job))
        .orElse("");
  }

  /** Whether a job is the one that its submission names. */
  boolean isNamed(VertexJob job) {
    return jobOf(job.job().submission()).equals(job.name());
  }

  /** Since when another job than this is named by its submission; empty when none is. */
  Optional<Long> surplusSince(VertexJob job) {
    String named = jobOf(job.job().submission());
    boolean isOver =
        find(job.job().submission()).map(one -> one.progress().state().isOver()).orElse(true)
            && ending(job.job().submission()).isPresent();
    return named.equals(job.name()) || (named.isEmpty() && !isOver)
        ? Optional.empty()
        : Optional.of(namedSince.getOrDefault(job.job().submission(), job.created()));
  }

  /** A record has changed. */
  Optional<SubmissionRecord> recordChanged(String id, Optional<StoredObject> after) {
    Optional<ObservedRecord> old = find(id);
    old.filter(it -> isClaimed(it.progress()))
        .ifPresent(it -> claimsGone.put(it.progress().attempt().id(), context.scheduler().now()));
    if (after.isEmpty()) {
      require(ended.containsKey(id), "RECORD", id, "lost its record without an ending");
      standing.remove(id);
      return Optional.empty();
    }
    SubmissionRecord entry = queue.read(id).map(Versioned::value).orElseThrow();
    old.ifPresent(before -> changed(id, before.progress(), entry.lifecycle()));
    String job = entry.lifecycle().job();
    if (!job.isEmpty()) {
      require(
          isJobOf(job, id), "RECORD", id, "names " + context.trace().job(job) + ", not its own");
      namedSince.putIfAbsent(id, context.scheduler().now());
    }
    if (isClaimed(entry.lifecycle())) {
      claimsGone.remove(entry.lifecycle().attempt().id());
    }
    standing.put(id, new ObservedRecord(entry, context.scheduler().now()));
    return Optional.of(entry);
  }

  private static boolean isClaimed(Lifecycle lifecycle) {
    return lifecycle.state() == State.LAUNCHING;
  }

  /** When a record was not claimed by that attempt any more; empty while it is. */
  Optional<Long> claimGone(String attempt) {
    return Optional.ofNullable(claimsGone.get(attempt));
  }

  private void changed(String id, Lifecycle before, Lifecycle after) {
    require(!before.state().isOver(), "RECORD", id, "changed although it was over");
    require(after.revision() > before.revision(), "RECORD", id, "changed without a new revision");
    require(
        before.job().isEmpty() || before.job().equals(after.job()),
        "RECORD",
        id,
        "changed its job's name");
  }

  private boolean isJobOf(String job, String id) {
    return context.vertex().find(job).filter(it -> it.job().submission().equals(id)).isPresent();
  }

  /** An ending has changed. */
  void endingChanged(String id, Optional<StoredObject> before, Optional<StoredObject> after) {
    require(before.isEmpty(), "ENDING", id, "has an ending that changed");
    require(after.isPresent(), "ENDING", id, "has an ending that went");
    Status status = endings.find(id).map(Outcome::status).orElseThrow();
    context
        .vertex()
        .find(status.job())
        .filter(job -> !job.isDeleted())
        .ifPresent(
            job ->
                require(
                    job.job().shownState() == status.state(),
                    "ENDING",
                    id,
                    "ended " + status.state() + ", but its job is " + job.job().state()));
    if (status.problems().stream().anyMatch(problem -> REFUSALS.contains(problem.code()))) {
      refusedByPolicy(id, status);
    }
    ended.put(id, status);
    namedSince.putIfAbsent(id, context.scheduler().now());
  }

  private void refusedByPolicy(String id, Status status) {
    SubmittedSpec one = Objects.requireNonNull(context.users().submitted().get(id));
    require(
        status.state() == State.REJECTED && status.job().isEmpty(),
        "ENDING",
        id,
        "was refused by policy, and ended " + status.state());
    require(
        one.spec().resources(context.scenario()).stream()
            .anyMatch(
                it ->
                    context
                        .policyChanges()
                        .mayHaveRefused(one.spec(), it, one.at() - context.longestFreeze())),
        "ENDING",
        id,
        "was refused by a policy that was never in force");
    // What ends on arrival asks for no resource any more.
    boolean hasWaited =
        find(id).filter(it -> !it.entry().request().resource().isEmpty()).isPresent();
    context
        .trace()
        .covered(
            hasWaited
                ? CoveragePoint.REFUSED_BY_POLICY_BEFORE_LAUNCH
                : CoveragePoint.REFUSED_BY_POLICY_ON_ARRIVAL);
  }

  /** A status has changed. */
  void statusChanged(Optional<StoredObject> after) {
    require(after.isPresent(), "STATUS", "a status", "went");
    String id = after.get().metadata().getOrDefault("id", "");
    SubmittedSpec one = Objects.requireNonNull(context.users().submitted().get(id));
    Status next = statuses.read(one.submission()).orElseThrow().value();
    told(one)
        .ifPresent(
            old -> {
              if (old.submission().equals(next.submission())) {
                statusWent(id, old, next);
              } else {
                SubmittedSpec before =
                    Objects.requireNonNull(context.users().submitted().get(old.submission().id()));
                require(
                    before.order() < one.order(),
                    "STATUS",
                    id,
                    "told instead of a later generation");
              }
            });
    told.put(one.submission().object(), next);
  }

  private void statusWent(String id, Status old, Status next) {
    require(next.revision() >= old.revision(), "STATUS", id, "has a status of an earlier revision");
    require(
        !old.state().isOver() || old.state() == next.state(),
        "STATUS",
        id,
        "has a status that went from " + old.state() + " to " + next.state());
  }

  private void require(boolean holds, String book, String id, String what) {
    if (!holds) {
      throw context.trace().violated(book + ": " + context.trace().alias(id) + " " + what);
    }
  }
}
