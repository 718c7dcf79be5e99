package dev.slipway.emulator.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobPaceTest {

  @Test
  void lengthsAreDividedByTheSpeed() {
    assertEquals(
        Duration.ofMillis(50), JobPace.DEFAULT.withSpeed(60).scaled(Duration.ofSeconds(3)));
    assertEquals(
        Duration.ofSeconds(6), JobPace.DEFAULT.withSpeed(0.5).scaled(Duration.ofSeconds(3)));
  }

  @Test
  void aPaceMustGoForward() {
    assertEquals(
        "speed is 0.0; it must be more than 0",
        assertThrows(IllegalArgumentException.class, () -> JobPace.DEFAULT.withSpeed(0))
            .getMessage());
    assertEquals(
        "runFor is PT-1S; it must not be negative",
        assertThrows(
                IllegalArgumentException.class,
                () -> JobPace.DEFAULT.withRunFor(Duration.ofSeconds(-1)))
            .getMessage());
  }
}
