package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which pauses are remembered. */
final class WaitTimeoutTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void theLatestFiftyPausesAreRememberedSinceMetadataHasRoomForNoMoreThanSome() {
    IntStream.range(0, 53).forEach(this::pauseAMinuteOfHour);

    assertEquals(
        Optional.of(IntStream.range(3, 53).mapToObj(WaitTimeoutTest::minuteOfHour).toList()),
        remembered());
  }

  @Test
  void aPauseThatLastsIsRememberedOnceUntilItWasLastSeen() {
    Control.Pause pause = new Control.Pause(FakeTime.START, "");
    for (int seconds : List.of(0, 29, 30, 59, 60)) {
      note(pause, FakeTime.START.plusSeconds(seconds));
    }

    assertEquals(
        Optional.of(List.of(new Control.Paused(FakeTime.START, FakeTime.START.plusSeconds(60)))),
        remembered());
  }

  private void pauseAMinuteOfHour(int hour) {
    Control.Paused period = minuteOfHour(hour);
    note(new Control.Pause(period.from(), ""), period.to());
  }

  private static Control.Paused minuteOfHour(int hour) {
    Instant from = FakeTime.START.plus(Duration.ofHours(hour));
    return new Control.Paused(from, from.plusSeconds(60));
  }

  private void note(Control.Pause pause, Instant now) {
    new WaitTimeout(
            EventScope.of(slipway.ports(), slipway.settings(), slipway.log()), Optional.of(now))
        .note(pause);
  }

  private Optional<List<Control.Paused>> remembered() {
    return world.control().paused().map(Versioned::value);
  }
}
