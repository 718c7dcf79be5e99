package dev.slipway.emulator.vertex;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
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
    return with(next -> next.port = newPort);
  }

  /** The same, by another clock. */
  public VertexOptions withClock(Clock newClock) {
    return with(next -> next.clock = newClock);
  }

  /** The same, holding another project. */
  public VertexOptions withProject(String newProject) {
    return with(next -> next.project = newProject);
  }

  /** The same, with persistent resources given by ID in another location. */
  public VertexOptions withLocation(String newLocation) {
    return with(next -> next.location = newLocation);
  }

  /** The same, with jobs of another pace. */
  public VertexOptions withPace(JobPace newPace) {
    return with(next -> next.pace = newPace);
  }

  /** The same, with running jobs counted as used later. */
  public VertexOptions withUsageDelay(Duration newUsageDelay) {
    return with(next -> next.usageDelay = newUsageDelay);
  }

  /** The same, with new jobs listed later. */
  public VertexOptions withListDelay(Duration newListDelay) {
    return with(next -> next.listDelay = newListDelay);
  }

  /** The same, with other job IDs. */
  public VertexOptions withJobIds(LongSupplier newJobIds) {
    return with(next -> next.jobIds = newJobIds);
  }

  /** The same, with another answer to a full pool. */
  public VertexOptions withWhenFull(WhenFull newWhenFull) {
    return with(next -> next.whenFull = newWhenFull);
  }

  /** The same, with REST listening elsewhere. */
  public VertexOptions withRestPort(int newRestPort) {
    return with(next -> next.restPort = newRestPort);
  }

  /** The same, with persistent resources that come and go at another pace. */
  public VertexOptions withResourcePace(PersistentResourcePace newResourcePace) {
    return with(next -> next.resourcePace = newResourcePace);
  }

  /**
   * The same, with all that is held loaded from this folder and saved there: at the end, and within
   * a second of a change. It is made if it is not there. What was under way goes on by the clock.
   */
  public VertexOptions withFolder(Path newFolder) {
    return with(next -> next.folder = Optional.of(newFolder));
  }

  private VertexOptions with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.options();
  }

  /** Options that are being changed: the one place that names each of them once more. */
  private static final class Draft {
    private int port;
    private Clock clock;
    private String project;
    private String location;
    private JobPace pace;
    private Duration usageDelay;
    private Duration listDelay;
    private LongSupplier jobIds;
    private WhenFull whenFull;
    private int restPort;
    private PersistentResourcePace resourcePace;
    private Optional<Path> folder;

    Draft(VertexOptions options) {
      port = options.port;
      clock = options.clock;
      project = options.project;
      location = options.location;
      pace = options.pace;
      usageDelay = options.usageDelay;
      listDelay = options.listDelay;
      jobIds = options.jobIds;
      whenFull = options.whenFull;
      restPort = options.restPort;
      resourcePace = options.resourcePace;
      folder = options.folder;
    }

    VertexOptions options() {
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
          folder);
    }
  }
}
