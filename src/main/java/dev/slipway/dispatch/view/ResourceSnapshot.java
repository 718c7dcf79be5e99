package dev.slipway.dispatch.view;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.Resources;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.PendingQueue;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.plan.PlanInput;
import dev.slipway.plan.Planner;
import dev.slipway.pool.Allocation;
import dev.slipway.pool.HeldReplicas;
import dev.slipway.pool.Occupancy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.problem.Problem;
import dev.slipway.spec.JobSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A persistent resource as a pass would see it now, for those who only ask. Nothing is changed by
 * looking or planning. The pace of launches is left out: it delays by a minute at most.
 *
 * @param resource its pools and state
 * @param taken what of each resource pool is not free, by pool ID
 * @param holders who takes replicas, as far as that was looked for
 * @param queue who waits for it already
 * @param pause says that nothing is launched, and why; empty when launching is not paused
 * @param at when it was looked at
 */
public record ResourceSnapshot(
    PersistentResource resource,
    Map<String, PoolUsage> taken,
    List<Holder> holders,
    List<PendingSubmission> queue,
    Optional<Problem> pause,
    Instant at) {
  public ResourceSnapshot {
    taken = Map.copyOf(taken);
    holders = List.copyOf(holders);
    queue = List.copyOf(queue);
  }

  /**
   * Somebody who takes replicas of a resource pool.
   *
   * @param job full name of the job; empty for a launch whose job is not listed yet
   * @param spec name of the object that Slipway launched it from; empty for what others launched
   * @param counted where, and how many
   */
  public record Holder(String job, String spec, Allocation counted) {}

  /**
   * What is looked at.
   *
   * @param resources persistent resources
   * @param jobs custom jobs
   * @param queue lists Slipway's own records
   * @param pause tells whether launching is paused
   * @param policy what is forbidden: what may not be launched takes no place in the queue
   */
  public record SnapshotSources(
      Resources resources,
      Jobs jobs,
      Supplier<Queue.Listing> queue,
      Supplier<Optional<Control.Pause>> pause,
      OverviewPolicy policy) {

    /** Without Slipway's state: who waits is not known then, and whether launching is paused. */
    public static SnapshotSources withoutState(Resources resources, Jobs jobs) {
      return new SnapshotSources(
          resources,
          jobs,
          () -> new Queue.Listing(List.of(), List.of()),
          Optional::empty,
          OverviewPolicy.UNKNOWN);
    }
  }

  /** What a persistent resource says of itself, with nobody in the queue. */
  public static ResourceSnapshot of(PersistentResource resource, Instant at) {
    return new ResourceSnapshot(
        resource, Occupancy.of(resource, List.of()), List.of(), List.of(), Optional.empty(), at);
  }

  /**
   * Looks at a persistent resource.
   *
   * @param id its ID
   * @param at the time
   * @return empty when there is none of that ID
   * @throws RetryLater when something does not answer
   */
  public static Optional<ResourceSnapshot> take(String id, SnapshotSources sources, Instant at) {
    return sources
        .resources()
        .find(id)
        .map(resource -> takeAll(List.of(resource), sources, at).get(0));
  }

  /**
   * Looks at who takes and who waits for some persistent resources, with one listing each of jobs
   * and queue for all of them.
   *
   * @param resources just read
   * @param at the time
   * @return in the same order
   * @throws RetryLater when something does not answer
   */
  public static List<ResourceSnapshot> takeAll(
      List<PersistentResource> resources, SnapshotSources sources, Instant at) {
    List<Job> jobs = sources.jobs().alive();
    Listed listed =
        new Listed(jobs, sources.queue().get(), sources.pause().get(), Duration.ZERO, at);
    return resources.stream()
        .map(resource -> listed.sight(resource).allowedBy(sources.policy(), listed.queue()))
        .toList();
  }

  /**
   * What was read after the resources, in this order; the same for all of them.
   *
   * @param usageLag how long a running job may be missing from Vertex AI's own count
   */
  record Listed(
      List<Job> jobs,
      Queue.Listing queue,
      Optional<Control.Pause> pause,
      Duration usageLag,
      Instant at) {

    /** One of the resources. */
    ResourceSnapshot sight(PersistentResource resource) {
      List<SubmissionRecord> records = queue.all();
      List<HeldReplicas> holdings =
          new Snapshot(Optional.of(resource), jobs, queue, new ClockReading(at, Duration.ZERO))
              .holdings(resource, records, usageLag);
      return new ResourceSnapshot(
          resource,
          Occupancy.of(resource, holdings),
          holders(Occupancy.counted(resource, holdings), records),
          PendingQueue.toPlan(resource.id(), queue),
          pause.map(Control.Pause::problem),
          at);
    }

    /** Who waits for a resource and is wanted still, in the order of the queue. */
    List<Versioned<SubmissionRecord>> waiting(String resource) {
      return PendingQueue.of(PendingQueue.of(resource, queue.records())).stream()
          .filter(stored -> stored.value().lifecycle().wish() == Wish.NONE)
          .toList();
    }
  }

  /** Without those in the queue that a policy keeps from this resource: passes leave them out. */
  private ResourceSnapshot allowedBy(OverviewPolicy policy, Queue.Listing listing) {
    Ban ban = policy.on(resource);
    Set<String> banned =
        listing.records().stream()
            .map(Versioned::value)
            .filter(entry -> ban.why(entry.submission()).isPresent())
            .map(SubmissionRecord::id)
            .collect(Collectors.toSet());
    return new ResourceSnapshot(
        resource,
        taken,
        holders,
        queue.stream().filter(waiting -> !banned.contains(waiting.id())).toList(),
        pause,
        at);
  }

  private static List<Holder> holders(List<Allocation> counted, List<SubmissionRecord> records) {
    Map<String, String> specs = new HashMap<>();
    for (SubmissionRecord entry : records) {
      specs.put(entry.id(), entry.submission().object());
      specs.put(entry.lifecycle().job(), entry.submission().object());
    }
    return counted.stream()
        .map(
            each ->
                new Holder(
                    each.holding().contains("/") ? each.holding() : "",
                    specs.getOrDefault(each.holding(), ""),
                    each))
        .toList();
  }

  /**
   * A spec that might be uploaded now.
   *
   * @param spec what it asks for
   * @param priority what it is granted: 0 to 9
   * @param ban why a policy lets it not run here; empty when it may
   */
  public record Newcomer(JobSpec spec, int priority, Optional<Problem> ban) {}

  /** What would become of specs uploaded now, one after another, behind those that wait already. */
  public List<Decision> plan(List<Newcomer> newcomers) {
    Stream<PendingSubmission> behind =
        IntStream.range(0, newcomers.size())
            .filter(i -> newcomers.get(i).ban().isEmpty())
            .mapToObj(i -> waiting(newcomers.get(i), i));
    Map<String, Decision> decisions =
        Planner.plan(situation(), Stream.concat(queue.stream(), behind).toList());
    List<Decision> theirs = new ArrayList<>();
    for (int i = 0; i < newcomers.size(); i++) {
      Decision planned = decisions.get(id(i));
      theirs.add(
          newcomers
              .get(i)
              .ban()
              .map(Ban::decision)
              .orElseGet(() -> Objects.requireNonNull(planned)));
    }
    return List.copyOf(theirs);
  }

  /** No submission's ID has a blank in it. */
  private static String id(int index) {
    return "newcomer " + index;
  }

  private PendingSubmission waiting(Newcomer newcomer, int index) {
    return new PendingSubmission(
        id(index),
        newcomer.priority(),
        at.plusNanos(index),
        newcomer.spec().requirements(),
        false,
        0,
        Instant.EPOCH);
  }

  /** What a pass would go by. */
  PlanInput situation() {
    int unpaced = Integer.MAX_VALUE;
    return new PlanInput(resource, taken, false, unpaced, unpaced, pause, at);
  }
}
