package dev.slipway.dispatch.port;

import java.time.Duration;

/**
 * When to stop, by the clock that never jumps.
 *
 * @param end the elapsed time at which it has passed
 */
public record Deadline(Duration end) {

  /** This much time from now. */
  public static Deadline in(Duration budget, Time time) {
    return new Deadline(time.elapsed().plus(budget));
  }

  /** A deadline that is earlier by this much time. */
  public Deadline earlierBy(Duration margin) {
    return new Deadline(end.minus(margin));
  }

  /** Whether it has passed. */
  public boolean isOver(Time time) {
    return time.elapsed().compareTo(end) >= 0;
  }
}
