package dev.slipway.simulation;

import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.simulation.ProcessObservations.ObservedClaim;
import dev.slipway.simulation.SimulatedProcess.HandlingResult;
import dev.slipway.simulation.StateRules.ObservedRecord;
import dev.slipway.simulation.time.SeededRandom;
import dev.slipway.storage.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Hears of everything that takes effect, keeps what the rules need to know, and asks them. What a
 * change of the state bucket must keep by itself stands in {@link StateRules}, what a launch must
 * keep in {@link LaunchRules}, what must be true soon in {@link LivenessRules}; here is the rest:
 *
 * <ul>
 *   <li><b>Nothing is lost.</b> An arrival is acknowledged only if a record or an ending stands.
 *   <li><b>A surplus is cancelled within two ticks</b>, and nothing else is: a job that its
 *       submission names is never cancelled by us unless its spec was deleted and that is what
 *       deleting is for, or somebody asked for that. Then it is cancelled as a surplus is. Ticks
 *       count which had no fault, time enough, and a list of jobs that shows the job.
 *   <li><b>Who waits and is to be cancelled is withdrawn.</b> It ends in no other way, but by an
 *       event that was begun to be handled before somebody asked for that.
 *   <li><b>Nothing is claimed for nothing.</b> A process that nothing befell, but for answers that
 *       its client asked for again, has asked for a job of each record it claimed, or released the
 *       claim; unless its spec was deleted and that was noted on the record at the same time.
 *   <li><b>Nobody is left behind.</b> Who leaves because the lease is held has been seen: the
 *       holder, if nothing befell it and time sufficed, lists the queue after the record was
 *       written.
 * </ul>
 */
final class InvariantChecker implements Bucket.ChangeListener {

  /** Somebody left to the holder of a lease what it had just written down. */
  private record DeferredPass(ProcessObservations holder, String id, long writtenBefore) {}

  private final SimulationContext context;
  private final LaunchRules launches;
  private final LivenessRules liveness;
  private final Map<String, ProcessObservations> holders = new HashMap<>();
  private final List<DeferredPass> left = new ArrayList<>();
  private final Set<String> markedAtBirth = new HashSet<>();

  InvariantChecker(SimulationContext context) {
    this.context = context;
    this.launches = new LaunchRules(context);
    this.liveness = new LivenessRules(context);
  }

  @Override
  public void changed(
      Optional<SimulatedProcess> by,
      String name,
      Optional<StoredObject> before,
      Optional<StoredObject> after) {
    String id = name.substring(name.indexOf('/') + 1);
    if (name.startsWith("queue/")) {
      Optional<ObservedRecord> old = context.records().find(id);
      Optional<SubmissionRecord> entry = context.records().recordChanged(id, after);
      entry.ifPresent(it -> by.ifPresent(process -> recorded(process, old, it, before.isEmpty())));
    } else if (name.startsWith("done/")) {
      context.records().endingChanged(id, before, after);
    } else if (name.startsWith("status/")) {
      context.records().statusChanged(after);
    } else if (name.startsWith("leases/")) {
      after
          .map(lease -> lease.metadata().getOrDefault("holder", ""))
          .filter(holder -> !holder.isEmpty())
          .ifPresent(holder -> by.ifPresent(it -> leased(name, holder, it)));
    }
  }

  /** In some simulations leases get lost: they save work, and nothing else rests on them. */
  private void leased(String name, String holder, SimulatedProcess process) {
    holders.put(holder, process.observations());
    if (context.faults().chance(context.scenario().losingLeases())) {
      long soon = context.random().between(0, 300 * SeededRandom.MILLI);
      context.scheduler().in(soon, () -> context.users().removeLease(name));
    }
  }

  private void recorded(
      SimulatedProcess process,
      Optional<ObservedRecord> old,
      SubmissionRecord entry,
      boolean isNew) {
    old.ifPresent(before -> launches.isNotGivenUpTooSoon(process, before, entry));
    String lastAttempt = old.map(before -> before.progress().attempt().id()).orElse("");
    cancelledAsAsked(process, entry);
    if (entry.lifecycle().state().isOver() && entry.lifecycle().job().isEmpty()) {
      liveness.ended(entry);
    }
    boolean isMark =
        entry.lifecycle().state() == State.LAUNCHING
            && !entry.lifecycle().attempt().id().equals(lastAttempt);
    if (isMark) {
      ObservedState snapshot = launches.observedBy(process, entry);
      launches.claimed(process, entry, snapshot);
      liveness.claimed(entry.request().resource());
      if (isNew) {
        context.trace().covered(CoveragePoint.MARKED_AT_BIRTH);
        markedAtBirth.add(entry.lifecycle().attempt().id());
      } else {
        launches.overtakesNobody(process, entry, snapshot);
      }
      process
          .observations()
          .claimed(
              entry.id(),
              new ObservedClaim(
                  entry.lifecycle().attempt().id(), snapshot, context.scheduler().now()));
    } else if (!entry.lifecycle().job().isEmpty()) {
      process.observations().named();
    }
  }

  private void cancelledAsAsked(SimulatedProcess process, SubmissionRecord entry) {
    CancelActions cancelling = context.users().cancelling();
    State state = entry.lifecycle().state();
    context
        .trace()
        .require(
            !state.isOver()
                || state == State.WITHDRAWN
                || !entry.lifecycle().job().isEmpty()
                || context.records().ending(entry.id()).isPresent()
                || !cancelling.isOfWaiting(entry.id())
                || cancelling.since(entry.id()) > process.observations().began(),
            "ENDING: "
                + context.trace().alias(entry.id())
                + " was to be cancelled while it waited, and ended "
                + state);
  }

  /** A process read an object's metadata. */
  void found(SimulatedProcess process, String name, Optional<StoredObject> object) {
    if (name.startsWith("leases/")) {
      process
          .observations()
          .readLease(
              context.scheduler().now(),
              object.map(lease -> lease.metadata().getOrDefault("holder", "")).map(holders::get));
    }
  }

  /** A process listed objects. */
  void listed(SimulatedProcess process, String prefix) {
    if (prefix.startsWith("queue/")) {
      process.observations().listedQueue(context.scheduler().now());
    }
  }

  /** A process asks for a job. */
  void asks(SimulatedProcess process, String id, String attempt) {
    process.observations().creates(id, context.scheduler().now());
    ObservedState snapshot = launches.claimOf(process, id).snapshot();
    if (markedAtBirth.contains(attempt)) {
      context
          .records()
          .find(id)
          .ifPresent(it -> launches.overtakesNobody(process, it.entry(), snapshot));
    }
  }

  /** A job was created. */
  void created(SimulatedProcess creator, VertexJob job) {
    creator.observations().created();
    launches.created(creator, job);
  }

  /** A process asks for a job to be cancelled. */
  void cancelled(VertexJob job) {
    context
        .trace()
        .require(
            !context.records().isNamed(job) || isWished(job.job().submission()),
            "CANCELLED: " + context.trace().job(job) + ", which its submission names");
  }

  /** Whether users deleted a spec where that is to cancel its job, or asked for just that. */
  private boolean isWished(String id) {
    boolean isDeleted =
        context.scenario().mayCancelOnDelete() && context.users().goneSince(id) < Long.MAX_VALUE;
    return isDeleted || context.users().cancelling().since(id) < Long.MAX_VALUE;
  }

  /** A process died. */
  void died(SimulatedProcess process) {
    if (process.observations().isBetweenClaimAndCreate()) {
      context.trace().covered(CoveragePoint.DIED_BETWEEN_MARK_AND_CREATE);
    } else if (process.observations().isBetweenCreateAndRecord()) {
      context.trace().covered(CoveragePoint.DIED_BETWEEN_CREATE_AND_ITS_RECORD);
    }
  }

  /** A process leaves a resource to the holder of its lease. */
  void left(SimulatedProcess process) {
    process.observations().leave();
    // What was left to it, it leaves to the same holder.
    left.removeIf(one -> one.holder() == process.observations());
    process
        .observations()
        .leaseHolder()
        .ifPresent(
            holder ->
                context.records().standing().stream()
                    .filter(it -> it.progress().revision() == 1)
                    .filter(it -> it.since() < process.observations().leaseReadAt())
                    .forEach(
                        it -> left.add(new DeferredPass(holder, it.entry().id(), it.since()))));
    noneLeftBehind();
  }

  /** A process has handled an event. */
  void handled(SimulatedProcess process, Signal signal, HandlingResult handled) {
    if (signal instanceof Signal.Tick) {
      liveness.ticked(process.observations(), handled);
    }
    if (handled == HandlingResult.DIED) {
      return;
    }
    if (handled == HandlingResult.DONE) {
      arrivalOf(signal).ifPresent(this::notLost);
    }
    noneLeftBehind();
    if (process.observations().wasUndisturbed()) {
      noneMarkedForNothing(process.observations());
    }
    if (signal instanceof Signal.Tick && process.observations().wasUndisturbed()) {
      unwantedIsCancelled(process);
    }
  }

  private void noneMarkedForNothing(ProcessObservations observations) {
    observations
        .claims()
        .forEach(
            (id, claim) ->
                context
                    .trace()
                    .require(
                        context
                            .records()
                            .find(id)
                            .filter(it -> it.progress().state() == State.LAUNCHING)
                            .filter(it -> it.progress().attempt().id().equals(claim.attempt()))
                            .filter(it -> it.progress().wish() == Wish.NONE)
                            .isEmpty(),
                        "MARKED FOR NOTHING: "
                            + context.trace().alias(id)
                            + " was neither launched nor unmarked"));
  }

  private static Optional<Submission> arrivalOf(Signal signal) {
    if (signal instanceof Signal.SpecArrived arrived) {
      return Optional.of(arrived.submission());
    }
    return signal instanceof Signal.SpecPublished published
        ? Optional.of(published.submission())
        : Optional.empty();
  }

  private void notLost(Submission submission) {
    String id = submission.id();
    context
        .trace()
        .require(
            context.records().find(id).isPresent() || context.records().ending(id).isPresent(),
            "LOST: " + context.trace().alias(id) + " is acknowledged and nowhere");
  }

  private void noneLeftBehind() {
    left.removeIf(
        one -> {
          if (one.holder().wasUndisturbed() && one.holder().hadTimeForPasses()) {
            context
                .trace()
                .require(
                    one.holder().queueListedAt() >= one.writtenBefore(),
                    "LEFT BEHIND: "
                        + context.trace().alias(one.id())
                        + " by whoever held the lease");
          }
          return one.holder().ended() >= 0;
        });
  }

  /** For five minutes a surplus job may run, lest its status never say so. */
  private boolean mayStayUntold(VertexJob job) {
    SubmittedSpec one =
        Objects.requireNonNull(context.users().submitted().get(job.job().submission()));
    return context.stickyFailure().isOnStatus(one)
        && context.scheduler().now()
            < job.created() + 5 * SeededRandom.MINUTE + context.scenario().skew();
  }

  /** A process that cannot read all records leaves jobs whose record it cannot read to others. */
  private void unwantedIsCancelled(SimulatedProcess process) {
    if (process.isOld()) {
      return;
    }
    ProcessObservations tick = process.observations();
    for (VertexJob job : context.vertex().jobs()) {
      boolean isSurplus =
          context.records().surplusSince(job).filter(since -> since < tick.began()).isPresent();
      boolean isUnwanted =
          context.users().cancelling().since(job.job().submission()) < tick.began();
      if (job.isOurs()
          && (isSurplus || isUnwanted)
          && job.isAlive()
          && !job.isCancelAsked()
          && !context.stickyFailure().isOnCancel(job.job().submission())
          && !(isSurplus && mayStayUntold(job))
          && tick.hasListed(job.name())) {
        context
            .trace()
            .require(
                job.strike(tick.began(), context.scheduler().now()) < 2,
                (isSurplus ? "SURPLUS" : "NOT CANCELLED")
                    + ": two ticks saw "
                    + context.trace().job(job)
                    + " and did not cancel it");
      }
    }
  }
}
