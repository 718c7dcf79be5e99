package dev.slipway.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that stands still until somebody pauses or moves it. */
final class FakeTime extends Clock implements Time {

  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private Instant now = START;
  private Duration paused = Duration.ZERO;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Duration elapsed() {
    return Duration.between(START, now);
  }

  @Override
  public void pause(Duration time) {
    paused = paused.plus(time);
    pass(time);
  }

  /** Lets time go by. */
  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
