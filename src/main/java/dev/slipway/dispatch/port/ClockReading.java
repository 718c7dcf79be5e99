package dev.slipway.dispatch.port;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment by both clocks. Either alone may be wrong: the wall clock may jump, and the one that
 * never jumps may stand still while the machine sleeps.
 *
 * @param at by the wall clock
 * @param elapsed by the clock that never jumps
 */
public record ClockReading(Instant at, Duration elapsed) {

  /** The present moment. */
  public static ClockReading now(Time time) {
    return new ClockReading(time.now(), time.elapsed());
  }

  /** Whether less than this time has passed since, by both clocks. */
  public boolean isWithin(Duration limit, Time time) {
    return since(time).compareTo(limit) < 0
        && Duration.between(at, time.now()).abs().compareTo(limit) < 0;
  }

  /** How much time has passed since, by the clock that never jumps. */
  public Duration since(Time time) {
    return time.elapsed().minus(elapsed);
  }
}
