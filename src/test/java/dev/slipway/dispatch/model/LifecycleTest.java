package dev.slipway.dispatch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far a submission has come, step by step. */
final class LifecycleTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Lifecycle accepted = Lifecycle.accepted(NOON);
  private final Lifecycle claimed =
      accepted.claimed("t1", Duration.ofMinutes(2), List.of("pool-0"), NOON.plusSeconds(1));

  @Test
  void theLatestClaimSaysWhenItWasLaunched() {
    assertEquals(Optional.empty(), accepted.launchedAt());
    assertEquals(Optional.of(NOON.plusSeconds(1)), claimed.launchedAt());
    Lifecycle again =
        claimed
            .refused(NOON.plusSeconds(60), NOON.plusSeconds(2))
            .claimed("t2", Duration.ofMinutes(2), List.of("pool-0"), NOON.plusSeconds(60));
    assertEquals(Optional.of(NOON.plusSeconds(60)), again.launchedAt());
    assertEquals(
        Optional.of(NOON.plusSeconds(60)),
        again.asJob("job", State.RUNNING, NOON.plusSeconds(90)).launchedAt());
  }

  @Test
  void aRecordTakesOneJobAndKeepsIt() {
    Lifecycle named = claimed.asJob("job-1", State.PENDING, NOON.plusSeconds(2));

    assertEquals("job-1", named.job());
    assertEquals(State.RUNNING, named.asJob("job-1", State.RUNNING, NOON.plusSeconds(3)).state());
    assertEquals(
        "a record keeps its job: it has job-1, not job-2",
        assertThrows(
                IllegalStateException.class,
                () -> named.asJob("job-2", State.RUNNING, NOON.plusSeconds(3)))
            .getMessage());
  }

  @Test
  void theSameStateAgainIsNoStepOfItsHistory() {
    Lifecycle again = accepted.waitingAgain(NOON.plusSeconds(1));

    assertEquals(List.of(new Transition(State.WAITING, NOON)), again.history());
    assertEquals(2, again.revision());
  }

  @Test
  void ofALongHistoryTheLatestTwentyStepsAreKept() {
    Lifecycle lifecycle = accepted;
    for (int i = 1; i <= 12; i++) {
      lifecycle =
          lifecycle
              .claimed("t" + i, Duration.ZERO, List.of(), NOON.plusSeconds(2L * i))
              .waitingAgain(NOON.plusSeconds(2L * i + 1));
    }

    assertEquals(20, lifecycle.history().size());
    assertEquals(new Transition(State.LAUNCHING, NOON.plusSeconds(6)), lifecycle.history().get(0));
    assertEquals(new Transition(State.WAITING, NOON.plusSeconds(25)), lifecycle.history().get(19));
  }
}
