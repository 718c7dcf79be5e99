package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiltersTest {

  @Test
  void aliveLeavesOutWhatIsOverSoThatAStateOfALaterApiIsIncluded() {
    assertEquals(
        "state!=\"JOB_STATE_SUCCEEDED\" AND state!=\"JOB_STATE_FAILED\""
            + " AND state!=\"JOB_STATE_CANCELLED\" AND state!=\"JOB_STATE_EXPIRED\""
            + " AND state!=\"JOB_STATE_PARTIALLY_SUCCEEDED\"",
        Filters.ALIVE);
  }

  @Test
  void launchedSinceAsksForOurLabelAndATime() {
    assertEquals(
        "labels.slipway-submission:* AND create_time>=\"2026-11-01T12:00:00.500Z\"",
        Filters.launchedSince(Instant.parse("2026-11-01T12:00:00.5Z")));
  }

  @Test
  void ofAttemptAsksForBothLabels() {
    assertEquals(
        "labels.slipway-submission=0a AND labels.slipway-attempt=1b",
        Filters.ofAttempt("0a", "1b"));
  }
}
