package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.dispatch.port.Time;
import dev.slipway.plan.PlanInput;
import dev.slipway.pool.Demand;
import dev.slipway.pool.HeldReplicas;
import dev.slipway.pool.Occupancy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was read before deciding: pools and jobs, then the queue. In that order a job that was just
 * created is either among the jobs or its record was marked before the queue was read: it is never
 * overlooked.
 *
 * <p>Pools and jobs may be read at the same time. A job that the list shows is counted by itself,
 * whatever its pool says ({@link Occupancy}), so that for those it does not matter which was read
 * first; what no list shows is seen in {@code usedReplicaCount} only, as of the moment at which
 * that was read.
 *
 * @param resource the persistent resource; empty when it was not found
 * @param jobs all jobs of the project and location that are not over
 * @param queue all records
 * @param began when reading began
 */
public record Snapshot(
    Optional<PersistentResource> resource,
    List<Job> jobs,
    Queue.Listing queue,
    ClockReading began) {

  /** A minute, in which so many launches are allowed. */
  private static final Duration PACE = Duration.ofMinutes(1);

  public Snapshot {
    jobs = List.copyOf(jobs);
  }

  /**
   * Looks: one list of records, and besides it two calls of Vertex AI at the same time.
   *
   * @throws RetryLater when something cannot be read
   */
  public static Snapshot take(Ports ports, String resource) {
    ClockReading began = ClockReading.now(ports.time());
    Supplier<Optional<PersistentResource>> pools = pools(ports, resource);
    Supplier<List<Job>> jobs = jobs(ports);
    return new Snapshot(pools.get(), jobs.get(), ports.queue().list(), began);
  }

  /** Begins to read a persistent resource; empty when there is none. */
  public static Pending<Optional<PersistentResource>> pools(Ports ports, String id) {
    return ports.reads().beginShared("resource " + id, () -> ports.resources().find(id));
  }

  /** Begins to list the jobs that are not over. */
  public static Pending<List<Job>> jobs(Ports ports) {
    return ports.reads().beginShared("jobs", ports.jobs()::alive);
  }

  /** Begins to list the queue: it shows whatever stood when this was called. */
  public static Pending<Queue.Listing> queue(Ports ports) {
    return ports.reads().beginShared("queue", ports.queue()::list);
  }

  /** The same look with the queue as it was listed later. */
  public Snapshot with(Queue.Listing listed) {
    return new Snapshot(resource, jobs, listed, began);
  }

  /** Whether a job may still be created from it, by both clocks. */
  public boolean isFresh(Time time) {
    return began.isWithin(Settings.LOOK_LASTS, time);
  }

  /**
   * What a plan rests on.
   *
   * @param pools the persistent resource
   * @param pause why nothing is launched; empty when launching is not paused
   */
  public PlanInput situation(PersistentResource pools, Settings settings, Optional<Problem> pause) {
    List<SubmissionRecord> records = queue.all();
    JobIndex index = new JobIndex(jobs);
    return new PlanInput(
        pools,
        Occupancy.of(pools, holdings(pools, records, index, settings.usageLag())),
        settings.rejectWhenFull() && !isAnyLaunchOpen(pools, records, index),
        launchesLeft(records, index, settings),
        settings.launchesPerMinute(),
        pause,
        began.at());
  }

  /**
   * Jobs of the last minute, anybody's, and marks that have not become one, refused ones too; the
   * quota is the project's. Who marked and stepped back has asked for nothing.
   */
  private int launchesLeft(List<SubmissionRecord> records, JobIndex index, Settings settings) {
    Instant since = began.at().minus(PACE);
    long launched = jobs.stream().filter(job -> job.created().isAfter(since)).count();
    long marks =
        records.stream()
            .filter(entry -> index.of(entry).isEmpty())
            .filter(entry -> !hasSteppedBack(entry.lifecycle()))
            .filter(entry -> entry.lifecycle().launchedAt().filter(since::isBefore).isPresent())
            .count();
    return (int) Math.max(0, settings.launchesPerMinute() - launched - marks);
  }

  private static boolean hasSteppedBack(Lifecycle lifecycle) {
    return lifecycle.state() == State.WAITING && lifecycle.backoff().refusals() == 0;
  }

  /** Whether a launch is under way that may yet step back: its replicas may be free after all. */
  private static boolean isAnyLaunchOpen(
      PersistentResource pools, List<SubmissionRecord> records, JobIndex index) {
    return records.stream()
        .filter(entry -> entry.request().resource().equals(pools.id()))
        .filter(SubmissionRecord::isLaunching)
        .anyMatch(entry -> index.of(entry).isEmpty());
  }

  /** What is taken of a persistent resource when the queue looks like this. */
  public Map<String, PoolUsage> taken(
      PersistentResource pools, List<SubmissionRecord> records, Duration usageLag) {
    return Occupancy.of(pools, holdings(pools, records, usageLag));
  }

  /** Who takes replicas of a persistent resource when the queue looks like this. */
  public List<HeldReplicas> holdings(
      PersistentResource pools, List<SubmissionRecord> records, Duration usageLag) {
    return holdings(pools, records, new JobIndex(jobs), usageLag);
  }

  private List<HeldReplicas> holdings(
      PersistentResource pools, List<SubmissionRecord> records, JobIndex index, Duration usageLag) {
    Map<String, SubmissionRecord> byJob = new HashMap<>();
    List<SubmissionRecord> unlisted = new ArrayList<>();
    for (SubmissionRecord entry : records) {
      if (entry.lifecycle().mayHold()) {
        index
            .of(entry)
            .ifPresentOrElse(job -> byJob.put(job.name(), entry), () -> unlisted.add(entry));
      }
    }
    List<HeldReplicas> holdings = new ArrayList<>();
    for (Job job : jobs) {
      if (job.persistentResource().equals(pools.id())) {
        holdings.add(holding(job, Optional.ofNullable(byJob.get(job.name())), usageLag));
      }
    }
    unlisted.stream()
        .filter(e -> e.request().resource().equals(pools.id()))
        .map(Snapshot::holding)
        .forEach(holdings::add);
    return holdings;
  }

  private HeldReplicas holding(Job job, Optional<SubmissionRecord> entry, Duration usageLag) {
    boolean counted =
        job.is(State.RUNNING)
            && (usageLag.isZero()
                || job.started()
                    .filter(start -> !start.plus(usageLag).isAfter(began.at()))
                    .isPresent());
    List<String> placement = entry.map(e -> e.lifecycle().attempt().placement()).orElse(List.of());
    boolean known = placement.size() == job.demands().size();
    return new HeldReplicas(job.name(), counted, job.demands(), known ? placement : List.of());
  }

  private static HeldReplicas holding(SubmissionRecord entry) {
    List<Demand> demands = entry.request().requirements().demands();
    List<String> placement = entry.lifecycle().attempt().placement();
    boolean known = placement.size() == demands.size();
    return new HeldReplicas(entry.id(), false, demands, known ? placement : List.of());
  }
}
