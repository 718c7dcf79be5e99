package dev.slipway.emulator.vertex;

import java.time.Duration;

/**
 * How long a job stays in each state on its way.
 *
 * @param speed what all the lengths below are divided by; 60 makes an hour of training a minute.
 *     More than 0
 * @param queuedFor from creation to PENDING, at speed 1; zero skips QUEUED at once
 * @param pendingFor from PENDING to RUNNING, at speed 1
 * @param runFor from RUNNING to the end, at speed 1, for a job without an {@code emulator-seconds}
 *     label
 * @param cancellingFor from CANCELLING to CANCELLED, at speed 1
 */
public record JobPace(
    double speed,
    Duration queuedFor,
    Duration pendingFor,
    Duration runFor,
    Duration cancellingFor) {

  /** Seconds rather than minutes: 0.2 s queued, 0.8 s pending, 5 s running, 0.5 s cancelling. */
  public static final JobPace DEFAULT =
      new JobPace(
          1,
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          Duration.ofSeconds(5),
          Duration.ofMillis(500));

  /**
   * Refuses what is no pace.
   *
   * @throws IllegalArgumentException if the speed is not a positive number or a length is negative
   */
  public JobPace {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed is %s; it must be more than 0".formatted(speed));
    }
    requireNotNegative("queuedFor", queuedFor);
    requireNotNegative("pendingFor", pendingFor);
    requireNotNegative("runFor", runFor);
    requireNotNegative("cancellingFor", cancellingFor);
  }

  /** The same lengths at another speed. */
  public JobPace withSpeed(double newSpeed) {
    return new JobPace(newSpeed, queuedFor, pendingFor, runFor, cancellingFor);
  }

  /** The same, with another default run time. */
  public JobPace withRunFor(Duration newRunFor) {
    return new JobPace(speed, queuedFor, pendingFor, newRunFor, cancellingFor);
  }

  /** How long a phase takes at this speed, to the nanosecond. */
  Duration scaled(Duration atSpeedOne) {
    double seconds = (atSpeedOne.getSeconds() + atSpeedOne.getNano() / 1e9) / speed;
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static void requireNotNegative(String name, Duration length) {
    if (length.isNegative()) {
      throw new IllegalArgumentException(
          "%s is %s; it must not be negative".formatted(name, length));
    }
  }
}
