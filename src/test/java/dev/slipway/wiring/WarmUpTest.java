package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmUpTest {

  private final List<Log.Entry> log = new ArrayList<>();

  static Stream<Throwable> bugs() {
    return Stream.of(
        new IllegalStateException("not yet"), new NoClassDefFoundError("com/google/api/Nothing"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBugIsALineOfTheLogAndHarmsNobody(Throwable bug) {
    WarmUp.run("spec", log::add, () -> fail(bug));

    assertEquals(
        List.of(
            Log.Entry.of(
                    Log.Severity.ERROR,
                    LogEvent.WARM_UP_FAILED,
                    "a bug struck the warm-up of the spec; please report it with this log entry")
                .withCause(bug)),
        log);
  }

  private static void fail(Throwable bug) {
    if (bug instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) bug;
  }

  @Test
  void whatTheFirstEventMeetsAsWellIsToldThen() {
    WarmUp.run(
        "state",
        log::add,
        () -> {
          throw new RetryLater("503 from the bucket", new Exception("503"));
        });

    assertEquals(List.of(), log);
  }
}
