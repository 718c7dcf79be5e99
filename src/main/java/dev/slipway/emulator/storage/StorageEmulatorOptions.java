package dev.slipway.emulator.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How a {@link StorageEmulator} behaves. Start from {@link #withBuckets}: any free port, the
 * system's clock, Cloud Storage's rate, each event once. Immutable.
 */
public final class StorageEmulatorOptions {

  private final List<String> buckets;
  private int port;
  private Clock clock = Clock.systemUTC();
  private double writesPerObjectPerSecond = 1;
  private int eventCopies = 1;
  private Optional<Path> folder = Optional.empty();

  private StorageEmulatorOptions(List<String> buckets) {
    this.buckets = List.copyOf(buckets);
  }

  private StorageEmulatorOptions copy() {
    StorageEmulatorOptions copy = new StorageEmulatorOptions(buckets);
    copy.port = port;
    copy.clock = clock;
    copy.writesPerObjectPerSecond = writesPerObjectPerSecond;
    copy.eventCopies = eventCopies;
    copy.folder = folder;
    return copy;
  }

  /** The defaults, with these buckets at the start. */
  public static StorageEmulatorOptions withBuckets(String... buckets) {
    return new StorageEmulatorOptions(List.of(buckets));
  }

  /** The same, on this port; 0 means any free port. */
  public StorageEmulatorOptions withPort(int value) {
    StorageEmulatorOptions next = copy();
    next.port = value;
    return next;
  }

  /** The same by another clock, which stamps objects and events and measures rates. */
  public StorageEmulatorOptions withClock(Clock value) {
    StorageEmulatorOptions next = copy();
    next.clock = value;
    return next;
  }

  /** The same with another rate at which one object may change for long; 0 means any rate. */
  public StorageEmulatorOptions withWritesPerObjectPerSecond(double value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "writesPerObjectPerSecond is " + value + " and must be 0 or more.");
    }
    StorageEmulatorOptions next = copy();
    next.writesPerObjectPerSecond = value;
    return next;
  }

  /** The same, with each event of an object delivered this many times, from 1. */
  public StorageEmulatorOptions withEventCopies(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("eventCopies is " + value + " and must be 1 or more.");
    }
    StorageEmulatorOptions next = copy();
    next.eventCopies = value;
    return next;
  }

  /**
   * The same, with all that is held loaded from this folder and saved there: at the end, and within
   * a second of each change.
   */
  public StorageEmulatorOptions withFolder(Path value) {
    StorageEmulatorOptions next = copy();
    next.folder = Optional.of(value);
    return next;
  }

  List<String> buckets() {
    return buckets;
  }

  int port() {
    return port;
  }

  Clock clock() {
    return clock;
  }

  double writesPerObjectPerSecond() {
    return writesPerObjectPerSecond;
  }

  int eventCopies() {
    return eventCopies;
  }

  Optional<Path> folder() {
    return folder;
  }
}
