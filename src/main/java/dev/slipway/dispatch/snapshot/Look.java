package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobState;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Concurrently.Answer;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.Time;
import dev.slipway.plan.Situation;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Holding;
import dev.slipway.pool.Occupancy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Taken;
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
 * @param at when the look began, by the wall clock
 * @param elapsed the same by the clock that never jumps
 */
public record Look(
    Optional<PersistentResource> resource,
    List<Job> jobs,
    Queue.Listing queue,
    Instant at,
    Duration elapsed) {

  /** A minute, in which so many launches are allowed. */
  private static final Duration PACE = Duration.ofMinutes(1);

  public Look {
    jobs = List.copyOf(jobs);
  }

  /**
   * Looks: one list of records, and besides it two calls of Vertex AI at the same time.
   *
   * @throws RetryLater when something cannot be read
   */
  public static Look take(Ports ports, String resource) {
    Instant at = ports.time().now();
    Duration elapsed = ports.time().elapsed();
    Supplier<Optional<PersistentResource>> pools = pools(ports, resource);
    Supplier<List<Job>> jobs = jobs(ports);
    return new Look(pools.get(), jobs.get(), ports.queue().list(), at, elapsed);
  }

  /** Begins to read a persistent resource; empty when there is none. */
  public static Answer<Optional<PersistentResource>> pools(Ports ports, String id) {
    return ports.concurrently().beginShared("resource " + id, () -> ports.resources().find(id));
  }

  /** Begins to list the jobs that are not over. */
  public static Answer<List<Job>> jobs(Ports ports) {
    return ports.concurrently().beginShared("jobs", ports.jobs()::alive);
  }

  /** Begins to list the queue: it shows whatever stood when this was called. */
  public static Answer<Queue.Listing> queue(Ports ports) {
    return ports.concurrently().beginShared("queue", ports.queue()::list);
  }

  /** The same look with the queue as it was listed later. */
  public Look with(Queue.Listing listed) {
    return new Look(resource, jobs, listed, at, elapsed);
  }

  /** Whether a job may still be created from it, by both clocks. */
  public boolean isFresh(Time time) {
    return isWithin(Settings.LOOK_LASTS, time, at, elapsed);
  }

  /**
   * Whether less than that has gone by since a moment, by the wall clock and by the one that never
   * jumps.
   */
  public static boolean isWithin(Duration limit, Time time, Instant at, Duration elapsed) {
    return time.elapsed().minus(elapsed).compareTo(limit) < 0
        && Duration.between(at, time.now()).abs().compareTo(limit) < 0;
  }

  /**
   * What a plan rests on.
   *
   * @param pools the persistent resource
   * @param pause why nothing is launched; empty when launching is not paused
   */
  public Situation situation(PersistentResource pools, Settings settings, Optional<Problem> pause) {
    List<QueueRecord> records = queue.all();
    JobIndex index = new JobIndex(jobs);
    return new Situation(
        pools,
        Occupancy.of(pools, holdings(pools, records, index, settings.usageLag())),
        settings.rejectWhenFull() && !isAnyLaunchOpen(pools, records, index),
        launchesLeft(records, index, settings),
        settings.launchesPerMinute(),
        pause,
        at);
  }

  /**
   * Jobs of the last minute, anybody's, and marks that have not become one, refused ones too; the
   * quota is the project's. Who marked and stepped back has asked for nothing.
   */
  private int launchesLeft(List<QueueRecord> records, JobIndex index, Settings settings) {
    Instant since = at.minus(PACE);
    long launched = jobs.stream().filter(job -> job.created().isAfter(since)).count();
    long marks =
        records.stream()
            .filter(entry -> index.of(entry).isEmpty())
            .filter(entry -> !hasSteppedBack(entry.progress()))
            .filter(entry -> entry.progress().launchedAt().filter(since::isBefore).isPresent())
            .count();
    return (int) Math.max(0, settings.launchesPerMinute() - launched - marks);
  }

  private static boolean hasSteppedBack(Progress progress) {
    return progress.state() == State.WAITING && progress.refusals() == 0;
  }

  /** Whether a launch is under way that may yet step back: its replicas may be free after all. */
  private static boolean isAnyLaunchOpen(
      PersistentResource pools, List<QueueRecord> records, JobIndex index) {
    return records.stream()
        .filter(entry -> entry.ask().resource().equals(pools.id()))
        .filter(entry -> entry.progress().state() == State.LAUNCHING)
        .anyMatch(entry -> index.of(entry).isEmpty());
  }

  /** What is taken of a persistent resource when the queue looks like this. */
  public Map<String, Taken> taken(
      PersistentResource pools, List<QueueRecord> records, Duration usageLag) {
    return Occupancy.of(pools, holdings(pools, records, usageLag));
  }

  /** Who takes replicas of a persistent resource when the queue looks like this. */
  public List<Holding> holdings(
      PersistentResource pools, List<QueueRecord> records, Duration usageLag) {
    return holdings(pools, records, new JobIndex(jobs), usageLag);
  }

  private List<Holding> holdings(
      PersistentResource pools, List<QueueRecord> records, JobIndex index, Duration usageLag) {
    Map<String, QueueRecord> byJob = new HashMap<>();
    List<QueueRecord> unlisted = new ArrayList<>();
    for (QueueRecord entry : records) {
      if (entry.progress().mayHold()) {
        index
            .of(entry)
            .ifPresentOrElse(job -> byJob.put(job.name(), entry), () -> unlisted.add(entry));
      }
    }
    List<Holding> holdings = new ArrayList<>();
    for (Job job : jobs) {
      if (job.persistentResource().equals(pools.id())) {
        holdings.add(holding(job, Optional.ofNullable(byJob.get(job.name())), usageLag));
      }
    }
    unlisted.stream()
        .filter(e -> e.ask().resource().equals(pools.id()))
        .map(Look::holding)
        .forEach(holdings::add);
    return holdings;
  }

  private Holding holding(Job job, Optional<QueueRecord> entry, Duration usageLag) {
    boolean counted =
        job.state() == JobState.RUNNING
            && (usageLag.isZero()
                || job.started().filter(start -> !start.plus(usageLag).isAfter(at)).isPresent());
    List<String> placement = entry.map(e -> e.progress().placement()).orElse(List.of());
    boolean known = placement.size() == job.demands().size();
    return new Holding(job.name(), counted, job.demands(), known ? placement : List.of());
  }

  private static Holding holding(QueueRecord entry) {
    List<Demand> demands = entry.ask().requirements().demands();
    List<String> placement = entry.progress().placement();
    boolean known = placement.size() == demands.size();
    return new Holding(entry.id(), false, demands, known ? placement : List.of());
  }
}
