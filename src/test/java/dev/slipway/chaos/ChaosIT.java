package dev.slipway.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty seconds of storm, and however long it takes until all has ended, which is about a minute
 * since a process that is killed leaves its lease behind.
 */
@Tag("slow")
class ChaosIT {

  private static final Plan PLAN =
      new Plan(Duration.ofSeconds(20), 3, 20_261_122, true, Path.of(""), Optional.empty());

  @Test
  void nothingIsLostDoubleOrOverCommittedWhateverIsKilledFrozenOrSpoiled() throws Exception {
    Summary summary;
    try (Storm storm = new Storm(PLAN, text -> {})) {
      summary = storm.run();
    }

    assertEquals(
        "0 lost, 0 double, 0 over-committed, 0 not withdrawn, 0 wrong end, 0 left",
        summary.verdict(),
        summary::text);
    assertTrue(summary.counts().getOrDefault(Tally.Of.KILLS, 0L) > 0, summary::text);
    assertTrue(summary.counts().getOrDefault(Tally.Of.FREEZES, 0L) > 0, summary::text);
    assertTrue(summary.balance().jobs() > 0, summary::text);
  }
}
