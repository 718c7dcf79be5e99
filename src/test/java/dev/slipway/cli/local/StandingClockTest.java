package dev.slipway.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.emulator.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandingClockTest {

  @Test
  void itStandsUntilItIsStartedAndStaysAsLateAsItIsThen() {
    ManualClock real = new ManualClock();
    StandingClock clock = new StandingClock(real);

    real.advance(Duration.ofSeconds(3));
    assertEquals(ManualClock.START, clock.instant());

    clock.start();
    assertEquals(ManualClock.START, clock.instant());

    real.advance(Duration.ofSeconds(2));
    assertEquals(ManualClock.START.plusSeconds(2), clock.instant());
  }
}
