package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.storage.StateOwner;
import org.junit.jupiter.api.Test;

class OwnBucketTest {

  private static final StateOwner MINE = new StateOwner("my-project", "us-central1", "specs");
  private static final StateOwner OTHER = new StateOwner("other", "us-central1", "other-specs");

  private static final String FOREIGN =
      "gs://state belongs to another deployment: other/us-central1 with specs from"
          + " gs://other-specs; this one is my-project/us-central1 with specs from gs://specs. Give"
          + " this deployment a state bucket of its own, or, if it has moved, delete"
          + " gs://state/control/deployment once the queue is empty.";

  private final RetryLater silence =
      new RetryLater("503 from the bucket", new IllegalStateException());
  private StateOwner owner = MINE;
  private boolean isSilent;
  private int asked;

  private final OwnBucket bucket =
      new OwnBucket(
          "state",
          MINE,
          mine -> {
            asked++;
            if (isSilent) {
              throw silence;
            }
            return owner;
          });

  @Test
  void theOwnBucketIsAskedForOnce() {
    OwnBucket.refuseForeign(bucket::require);

    assertEquals(bucket, bucket.require());
    assertEquals(bucket, bucket.require());
    assertEquals(1, asked);
  }

  @Test
  void anotherDeploymentsBucketEndsTheStart() {
    owner = OTHER;

    assertEquals(
        "Slipway cannot start: " + FOREIGN,
        assertThrows(IllegalStateException.class, () -> OwnBucket.refuseForeign(bucket::require))
            .getMessage());
  }

  @Test
  void whatCouldNotBeAskedAtTheStartIsAskedBeforeAnEvent() {
    isSilent = true;
    OwnBucket.refuseForeign(bucket::require);

    assertEquals(silence, assertThrows(RetryLater.class, bucket::require));
    isSilent = false;
    owner = OTHER;
    assertEquals(FOREIGN, assertThrows(RetryLater.class, bucket::require).getMessage());
    owner = MINE;
    assertEquals(bucket, bucket.require());
    assertEquals(4, asked);
  }
}
