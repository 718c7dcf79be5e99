package dev.slipway.cli.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is started, and from then on stays as late as it is. */
final class StandingClock extends Clock {

  private final Clock real;
  private volatile InstantSource source;

  StandingClock(Clock real) {
    this.real = real;
    this.source = InstantSource.fixed(real.instant());
  }

  /** Lets it go on. */
  void start() {
    Duration late = Duration.between(instant(), real.instant());
    source = () -> real.instant().minus(late);
  }

  @Override
  public Instant instant() {
    return source.instant();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a standing clock has only UTC");
  }
}
