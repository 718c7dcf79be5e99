package dev.slipway.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What a run is like. The seed draws the random plan; when which process does what is up to the
 * machine, so a run is not exactly repeatable.
 *
 * @param disturbed how long users, faults, kills and freezes go on; the settling comes on top
 * @param processes how many function processes share the work, at least 1
 * @param seed of everything that is drawn
 * @param hasFaults whether the emulators' calls are spoiled
 * @param project the folder of the project, which has the bundle
 * @param keep where the processes' output and the journal go; empty for nowhere
 */
record ChaosPlan(
    Duration disturbed,
    int processes,
    long seed,
    boolean hasFaults,
    Path project,
    Optional<Path> keep) {

  /** How long a launch of unknown outcome is looked for: short, so that freezes outlast it. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /** How old a look may be when a job is created from it, as design and code have it. */
  static final Duration LOOK_LASTS = Duration.ofSeconds(20);

  /** How long the lease of a process that was killed keeps the others from its queue. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final double LOST = 0.04;

  /** From this length on what takes a minute or more is part of the disturbance. */
  private static final Duration LONG = Duration.ofMinutes(3);

  /**
   * Whether events are lost, freezes outlast the lease, and refusals that are waited out for a
   * minute, happen.
   */
  boolean isLong() {
    return disturbed.compareTo(LONG) >= 0;
  }

  /**
   * The share of Cloud Storage's events that never arrive; none in short runs, since the sweep that
   * finds their specs begins after minutes.
   */
  double lost() {
    return isLong() && hasFaults ? LOST : 0;
  }

  /** Whether deleting a spec also cancels its job: one half of the seeds. */
  boolean cancelsOnDelete() {
    return random("cancel-on-delete").nextBoolean();
  }

  /** What one of the actors draws from; each has its own, so that none disturbs another's. */
  Random random(String actor) {
    return new Random(seed * 31 + actor.hashCode());
  }

  /** The function's settings besides where the emulators are. */
  Map<String, String> settings() {
    return Map.of(
        "SLIPWAY_LAUNCH_GRACE", GRACE.toString(),
        "SLIPWAY_LAUNCHES_PER_MINUTE", "6000",
        "SLIPWAY_CANCEL_ON_DELETE", Boolean.toString(cancelsOnDelete()));
  }
}
