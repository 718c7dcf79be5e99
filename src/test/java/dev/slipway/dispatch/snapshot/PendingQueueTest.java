package dev.slipway.dispatch.snapshot;

import static dev.slipway.dispatch.Records.claimed;
import static dev.slipway.dispatch.Records.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.Records;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Queue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who waits for a persistent resource, and has a turn. */
final class PendingQueueTest {

  private static final SubmissionRecord OURS = waiting("ours", "training");
  private static final SubmissionRecord THEIRS = waiting("of-another-version", "training");

  @Test
  void whoWaitsForAnotherResourceHasNoTurnHere() {
    assertPlanned(List.of(OURS, waiting("elsewhere", "other")), List.of());
  }

  @Test
  void whoIsNotWantedAnyMoreHasNoTurn() {
    SubmissionRecord gone = waiting("gone", "training");
    assertPlanned(List.of(OURS, gone.with(gone.lifecycle().wished(Wish.NO_LAUNCH))), List.of());
  }

  @Test
  void whatAnotherVersionWroteKeepsItsTurnWhereItWaits() {
    assertPlanned(
        List.of(OURS),
        List.of(THEIRS, waiting("elsewhere", "other"), claimed("claimed", "training")),
        THEIRS);
  }

  private static void assertPlanned(
      List<SubmissionRecord> records, List<SubmissionRecord> foreign, SubmissionRecord... others) {
    Queue.Listing queue =
        new Queue.Listing(records.stream().map(Records::stored).toList(), foreign, List.of());
    List<SubmissionRecord> expected = new ArrayList<>(List.of(OURS));
    expected.addAll(List.of(others));
    assertEquals(
        expected.stream().map(PendingQueue::member).toList(),
        PendingQueue.toPlan("training", queue));
  }
}
