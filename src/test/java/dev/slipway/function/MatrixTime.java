package dev.slipway.function;

import dev.slipway.dispatch.port.Time;
import dev.slipway.emulator.ManualClock;
import java.time.Duration;
import java.time.Instant;

/** The emulators' clock as the function's: who pauses moves it. */
record MatrixTime(ManualClock clock) implements Time {

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Duration elapsed() {
    return Duration.between(ManualClock.START, clock.instant());
  }

  @Override
  public void pause(Duration time) {
    clock.advance(time);
  }
}
