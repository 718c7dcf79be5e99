package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.port.Control;
import dev.slipway.storage.tools.OperatorRequests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests to cancel are objects {@code control/cancel/ID}. */
final class CancelRequestsInBucketTest {

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final BucketControl control = new BucketControl(bucket, SampleRecords.tokens());
  private final OperatorRequests requests = new OperatorRequests(bucket, SampleRecords.tokens());

  @Test
  void aRequestStaysUntilItIsDeleted() {
    assertFalse(control.isCancelRequested("a1"));
    assertTrue(requests.cancel("a1"));
    assertFalse(requests.cancel("a1"), "requested already");

    String generation = bucket.find("control/cancel/a1").orElseThrow().generation();
    Control.CancelRequest request = new Control.CancelRequest("a1", generation, SampleRecords.NOON);
    assertTrue(control.isCancelRequested("a1"));
    assertFalse(control.isCancelRequested("a2"));
    assertEquals(List.of(request), control.cancelRequests());

    control.delete(request);
    control.delete(request);
    assertFalse(control.isCancelRequested("a1"));
    assertEquals(List.of(), control.cancelRequests());
  }
}
