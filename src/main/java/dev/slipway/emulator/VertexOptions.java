package dev.slipway.emulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * How a {@link VertexEmulator} behaves. Start from {@link #defaults()}.
 *
 * @param port where gRPC listens on 127.0.0.1; 0 takes a free port
 * @param clock what all times come from; only phase lengths are scaled by the pace's speed
 * @param project the ID of the one project held; its number is always 123456789012
 * @param location where a persistent resource belongs that is given by its bare ID; requests may
 *     name any location
 * @param pace how long the phases of a job take
 * @param usageDelay how long after RUNNING a job appears in {@code usedReplicaCount}
 * @param listDelay how long after creation a job appears in lists; by name it is found at once
 * @param jobIds where job IDs come from; one already in use is drawn again
 * @param whenFull what becomes of a job that finds too few free replicas
 * @param restPort where REST listens on 127.0.0.1; 0 takes a free port
 * @param resourcePace how long persistent resources take to come and go when created and deleted by
 *     a call; scaled by the pace's speed
 * @param folder keeps persistent resources, jobs and operations between runs; empty means nothing
 *     is kept
 */
public record VertexOptions(
    int port,
    Clock clock,
    String project,
    String location,
    JobPace pace,
    Duration usageDelay,
    Duration listDelay,
    LongSupplier jobIds,
    WhenFull whenFull,
    int restPort,
    PersistentResourcePace resourcePace,
    Optional<Path> folder) {

  private static final long SMALLEST_JOB_ID = 1_000_000_000_000_000_000L;

  /** Free ports, the system's clock, project {@code slipway-local}, no delays. */
  public static VertexOptions defaults() {
    return new VertexOptions(
        0,
        Clock.systemUTC(),
        "slipway-local",
        "us-central1",
        JobPace.DEFAULT,
        Duration.ZERO,
        Duration.ZERO,
        () -> ThreadLocalRandom.current().nextLong(SMALLEST_JOB_ID, Long.MAX_VALUE),
        WhenFull.TAKE,
        0,
        PersistentResourcePace.DEFAULT,
        Optional.empty());
  }

  /** The same, with gRPC listening elsewhere. */
  public VertexOptions withPort(int newPort) {
    return new VertexOptions(
        newPort,
        clock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, by another clock. */
  public VertexOptions withClock(Clock newClock) {
    return new VertexOptions(
        port,
        newClock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, holding another project. */
  public VertexOptions withProject(String newProject) {
    return new VertexOptions(
        port,
        clock,
        newProject,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with persistent resources given by ID in another location. */
  public VertexOptions withLocation(String newLocation) {
    return new VertexOptions(
        port,
        clock,
        project,
        newLocation,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with jobs of another pace. */
  public VertexOptions withPace(JobPace newPace) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        newPace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with running jobs counted as used later. */
  public VertexOptions withUsageDelay(Duration newUsageDelay) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        newUsageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with new jobs listed later. */
  public VertexOptions withListDelay(Duration newListDelay) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        usageDelay,
        newListDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with other job IDs. */
  public VertexOptions withJobIds(LongSupplier newJobIds) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        newJobIds,
        whenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with another answer to a full pool. */
  public VertexOptions withWhenFull(WhenFull newWhenFull) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        newWhenFull,
        restPort,
        resourcePace,
        folder);
  }

  /** The same, with REST listening elsewhere. */
  public VertexOptions withRestPort(int newRestPort) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        newRestPort,
        resourcePace,
        folder);
  }

  /** The same, with persistent resources that come and go at another pace. */
  public VertexOptions withResourcePace(PersistentResourcePace newResourcePace) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        newResourcePace,
        folder);
  }

  /**
   * The same, with all that is held loaded from this folder and saved there: at the end, and within
   * a second of a change. It is made if it is not there. What was under way goes on by the clock.
   */
  public VertexOptions withFolder(Path newFolder) {
    return new VertexOptions(
        port,
        clock,
        project,
        location,
        pace,
        usageDelay,
        listDelay,
        jobIds,
        whenFull,
        restPort,
        resourcePace,
        Optional.of(newFolder));
  }
}
