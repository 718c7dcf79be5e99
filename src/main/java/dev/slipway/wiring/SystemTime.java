package dev.slipway.wiring;

import dev.slipway.dispatch.port.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The machine's clocks. */
final class SystemTime implements Time {

  /** Milliseconds are as fine as anybody reads them. */
  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime());
  }

  @Override
  public void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      // Whoever interrupts wants us to end: going on at once is the quickest way there, and safe.
      Thread.currentThread().interrupt();
    }
  }
}
