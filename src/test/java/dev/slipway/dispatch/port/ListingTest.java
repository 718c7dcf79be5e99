package dev.slipway.dispatch.port;

import static dev.slipway.dispatch.Records.claimed;
import static dev.slipway.dispatch.Records.stored;
import static dev.slipway.dispatch.Records.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control.CancelRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What requests to cancel make of the queue. */
final class ListingTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final Versioned<SubmissionRecord> waits = stored(waiting("waits", "training"));
  private final Versioned<SubmissionRecord> waitsOn = stored(waiting("waits-on", "training"));
  private final Versioned<SubmissionRecord> launching = stored(claimed("launching", "training"));
  private final Versioned<SubmissionRecord> over = stored(ended(waiting("over", "training")));
  private final Queue.Listing queue =
      new Queue.Listing(List.of(waits, waitsOn, launching, over), List.of("unreadable"));
  private final List<CancelRequest> requests =
      List.of(waits, launching, over).stream()
          .map(kept -> new CancelRequest(kept.value().id(), "1", NOW))
          .toList();

  @Test
  void whoWaitsAndIsToBeCancelledWaitsNoMoreAndAllOthersStay() {
    assertEquals(
        new Queue.Listing(List.of(waitsOn, launching, over), List.of("unreadable")),
        queue.withoutThoseToWithdraw(requests));
  }

  @Test
  void theWishIsNotedOnAllThatAreNamedAndNotOver() {
    assertEquals(
        new Queue.Listing(
            List.of(wished(waits), waitsOn, wished(launching), over), List.of("unreadable")),
        queue.noting(requests));
  }

  private static SubmissionRecord ended(SubmissionRecord entry) {
    return entry.with(entry.lifecycle().ended(State.TIMED_OUT, NOW));
  }

  private static Versioned<SubmissionRecord> wished(Versioned<SubmissionRecord> kept) {
    SubmissionRecord entry = kept.value();
    return stored(entry.with(entry.lifecycle().wished(Wish.CANCEL_ASKED)));
  }
}
