package dev.slipway.emulator.vertex;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * How a {@link VertexEmulator} behaves. Start from {@link #defaults()}: free ports, the system's
 * clock, project {@code slipway-local}, no delays. Immutable.
 */
public final class VertexOptions {

  private static final long SMALLEST_JOB_ID = 1_000_000_000_000_000_000L;

  private int port;
  private int restPort;
  private Clock clock = Clock.systemUTC();
  private String project = "slipway-local";
  private String location = "us-central1";
  private JobPace pace = JobPace.DEFAULT;
  private PersistentResourcePace resourcePace = PersistentResourcePace.DEFAULT;
  private Duration usageDelay = Duration.ZERO;
  private Duration listDelay = Duration.ZERO;
  private LongSupplier jobIds =
      () -> ThreadLocalRandom.current().nextLong(SMALLEST_JOB_ID, Long.MAX_VALUE);
  private WhenFull whenFull = WhenFull.TAKE;
  private Optional<Path> folder = Optional.empty();

  private VertexOptions() {}

  private VertexOptions copy() {
    VertexOptions copy = new VertexOptions();
    copy.port = port;
    copy.restPort = restPort;
    copy.clock = clock;
    copy.project = project;
    copy.location = location;
    copy.pace = pace;
    copy.resourcePace = resourcePace;
    copy.usageDelay = usageDelay;
    copy.listDelay = listDelay;
    copy.jobIds = jobIds;
    copy.whenFull = whenFull;
    copy.folder = folder;
    return copy;
  }

  /** What there is when nothing is chosen. */
  public static VertexOptions defaults() {
    return new VertexOptions();
  }

  /** The same, with gRPC listening on that port of 127.0.0.1; 0 takes a free one. */
  public VertexOptions withPort(int value) {
    VertexOptions next = copy();
    next.port = value;
    return next;
  }

  /** The same, with REST listening on that port of 127.0.0.1; 0 takes a free one. */
  public VertexOptions withRestPort(int value) {
    VertexOptions next = copy();
    next.restPort = value;
    return next;
  }

  /** The same, by another clock; only lengths of phases are scaled by the pace's speed. */
  public VertexOptions withClock(Clock value) {
    VertexOptions next = copy();
    next.clock = value;
    return next;
  }

  /** The same, with another project held: its ID; the number is always 123456789012. */
  public VertexOptions withProject(String value) {
    VertexOptions next = copy();
    next.project = value;
    return next;
  }

  /** The same, with another location for persistent resources that are given by their bare ID. */
  public VertexOptions withLocation(String value) {
    VertexOptions next = copy();
    next.location = value;
    return next;
  }

  /** The same, with jobs of another pace. */
  public VertexOptions withPace(JobPace value) {
    VertexOptions next = copy();
    next.pace = value;
    return next;
  }

  /**
   * The same, with persistent resources that come and go at another pace when a call creates or
   * deletes them; scaled by the pace's speed.
   */
  public VertexOptions withResourcePace(PersistentResourcePace value) {
    VertexOptions next = copy();
    next.resourcePace = value;
    return next;
  }

  /** The same, with a job in {@code usedReplicaCount} so long after it is RUNNING. */
  public VertexOptions withUsageDelay(Duration value) {
    VertexOptions next = copy();
    next.usageDelay = value;
    return next;
  }

  /** The same, with a job in lists so long after its creation; by name it is found at once. */
  public VertexOptions withListDelay(Duration value) {
    VertexOptions next = copy();
    next.listDelay = value;
    return next;
  }

  /** The same, with other job IDs; one already in use is drawn again. */
  public VertexOptions withJobIds(LongSupplier value) {
    VertexOptions next = copy();
    next.jobIds = value;
    return next;
  }

  /** The same, with another answer to a job that finds too few free replicas. */
  public VertexOptions withWhenFull(WhenFull value) {
    VertexOptions next = copy();
    next.whenFull = value;
    return next;
  }

  /**
   * The same, with all that is held loaded from this folder and saved there: at the end, and within
   * a second of a change. It is made if it is not there. What was under way goes on by the clock.
   */
  public VertexOptions withFolder(Path value) {
    VertexOptions next = copy();
    next.folder = Optional.of(value);
    return next;
  }

  int port() {
    return port;
  }

  int restPort() {
    return restPort;
  }

  Clock clock() {
    return clock;
  }

  String project() {
    return project;
  }

  String location() {
    return location;
  }

  JobPace pace() {
    return pace;
  }

  PersistentResourcePace resourcePace() {
    return resourcePace;
  }

  Duration usageDelay() {
    return usageDelay;
  }

  Duration listDelay() {
    return listDelay;
  }

  LongSupplier jobIds() {
    return jobIds;
  }

  WhenFull whenFull() {
    return whenFull;
  }

  Optional<Path> folder() {
    return folder;
  }
}
