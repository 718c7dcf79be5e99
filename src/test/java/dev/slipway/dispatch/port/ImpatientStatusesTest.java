package dev.slipway.dispatch.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.Records;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A status that could not be read or written is not waited for again by the same event. */
final class ImpatientStatusesTest {

  private static final Status STATUS =
      StatusFactory.waiting(Records.waiting("a", "training"), 1, List.of(), List.of());
  private static final Status OTHER =
      StatusFactory.waiting(Records.waiting("b", "training"), 2, List.of(), List.of());
  private static final String GIVEN_UP =
      "the status of its object could not be read or written a moment ago";

  private final FailingStatuses busy = new FailingStatuses();
  private final ImpatientStatuses statuses = new ImpatientStatuses(busy);

  @Test
  void afterAReadingThatFailedItIsNeitherReadNorWritten() {
    busy.failing.add("read a");

    assertEquals("busy", message(() -> statuses.read(STATUS.submission())));
    assertEquals(GIVEN_UP, message(() -> statuses.read(STATUS.submission())));
    assertEquals(GIVEN_UP, message(() -> statuses.write(STATUS, Optional.empty())));
    assertEquals(List.of("read a"), busy.calls);
  }

  @Test
  void afterAWriteThatFailedItIsNeitherReadNorWritten() {
    busy.failing.add("write a");

    assertEquals("busy", message(() -> statuses.write(STATUS, Optional.empty())));
    assertEquals(GIVEN_UP, message(() -> statuses.write(STATUS, Optional.empty())));
    assertEquals(GIVEN_UP, message(() -> statuses.read(STATUS.submission())));
    assertEquals(List.of("write a"), busy.calls);
  }

  @Test
  void thoseOfOtherObjectsAreReadAndWrittenAllTheSame() {
    busy.failing.add("read a");
    assertEquals("busy", message(() -> statuses.read(STATUS.submission())));

    assertEquals(Optional.empty(), statuses.read(OTHER.submission()));
    assertTrue(statuses.write(OTHER, Optional.empty()));
    assertEquals(List.of("read a", "read b", "write b"), busy.calls);
  }

  private static String message(Runnable call) {
    return String.valueOf(assertThrows(RetryLater.class, call::run).getMessage());
  }

  /** Fails what it is told to, and notes what it is asked. */
  private static final class FailingStatuses implements Statuses {
    final List<String> calls = new ArrayList<>();
    final Set<String> failing = new HashSet<>();

    @Override
    public Optional<Versioned<Status>> read(Submission submission) {
      call("read " + submission.object());
      return Optional.empty();
    }

    @Override
    public boolean write(Status status, Optional<Versioned<Status>> old) {
      call("write " + status.submission().object());
      return true;
    }

    private void call(String call) {
      calls.add(call);
      if (failing.contains(call)) {
        throw new RetryLater("busy", new IllegalStateException());
      }
    }

    @Override
    public RevisionPage page(String bucket, String from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keepUnreadable(String name, byte[] content) {
      throw new UnsupportedOperationException();
    }
  }
}
