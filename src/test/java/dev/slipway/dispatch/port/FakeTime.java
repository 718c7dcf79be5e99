package dev.slipway.dispatch.port;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still until somebody pauses or moves it. */
public final class FakeTime implements Time {

  public static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private Instant truth = START;
  private Duration elapsed = Duration.ZERO;
  private Duration wrong = Duration.ZERO;

  @Override
  public Instant now() {
    return truth.plus(wrong);
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public void pause(Duration time) {
    pass(time);
  }

  /** Lets time go by. */
  public void pass(Duration time) {
    truth = truth.plus(time);
    elapsed = elapsed.plus(time);
  }

  /** Lets time go by until so long after {@link #START}. */
  public void passUntil(Duration sinceStart) {
    Duration left = sinceStart.minus(Duration.between(START, truth));
    if (left.isNegative()) {
      throw new IllegalArgumentException(sinceStart + " is over since " + left.negated());
    }
    pass(left);
  }

  /** Sets the wall clock wrong by so much more; negative for back. */
  public void jump(Duration by) {
    wrong = wrong.plus(by);
  }

  /** Lets time go by without the clock that never jumps: the machine sleeps. */
  public void sleep(Duration time) {
    truth = truth.plus(time);
  }

  /** The clock of Google's buckets and services, which nobody sets wrong. */
  public InstantSource truth() {
    return () -> truth;
  }
}
