package dev.slipway.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty seconds of disturbance or more, and however long it takes until all has ended, which is
 * about a minute since a process that is killed leaves its lease behind.
 */
@Tag("slow")
class ChaosIT {

  /** More every night: {@code -Pnightly}. */
  private static final Duration DISTURBANCE =
      Duration.ofSeconds(Integer.getInteger("slipway.chaos.seconds", 20));

  private static final ChaosPlan PLAN =
      new ChaosPlan(DISTURBANCE, 3, 20_261_122, true, Path.of(""), Optional.empty());

  @Test
  void nothingIsLostDoubleOrOverCommittedWhateverIsKilledFrozenOrSpoiled() throws Exception {
    RunSummary summary;
    try (ChaosRun run = new ChaosRun(PLAN, text -> {})) {
      summary = run.run();
    }

    assertEquals(
        "0 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left",
        summary.verdict(),
        summary::text);
    assertTrue(summary.counts().getOrDefault(Counters.Counter.KILLS, 0L) > 0, summary::text);
    assertTrue(summary.counts().getOrDefault(Counters.Counter.FREEZES, 0L) > 0, summary::text);
    assertTrue(summary.audit().jobs() > 0, summary::text);
  }
}
