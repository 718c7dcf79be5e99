package dev.slipway.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when told to. */
public final class ManualClock extends Clock {

  /** Where every manual clock starts. */
  public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private volatile Instant now = START;

  /** Lets time go by. */
  public void advance(Duration by) {
    set(now.plus(by));
  }

  /** Sets the time. */
  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a manual clock has only UTC");
  }
}
