package dev.slipway.wiring;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.storage.StateOwner;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes sure that the state bucket belongs to this deployment. Once that is known, a process does
 * not ask again. Safe for use by many threads.
 */
final class OwnBucket {

  /** The state bucket belongs to another deployment. */
  static final class Foreign extends RetryLater {
    private static final long serialVersionUID = 1;

    private Foreign(String message) {
      super(message, new IllegalStateException("control/deployment names another deployment"));
    }
  }

  private final String bucket;
  private final StateOwner mine;
  private final UnaryOperator<StateOwner> claim;
  private volatile boolean isKnown;

  /**
   * @param bucket the state bucket's name
   * @param mine this deployment
   * @param claim what the bucket belongs to, which may be what it is given from now on
   */
  OwnBucket(String bucket, StateOwner mine, UnaryOperator<StateOwner> claim) {
    this.bucket = bucket;
    this.mine = mine;
    this.claim = claim;
  }

  /**
   * Asks unless it is known.
   *
   * @return this
   * @throws Foreign when the bucket belongs to another deployment
   * @throws RetryLater when the bucket does not answer
   */
  OwnBucket require() {
    if (isKnown) {
      return this;
    }
    StateOwner owner = claim.apply(mine);
    if (!owner.equals(mine)) {
      throw new Foreign(
          ("gs://%s belongs to another deployment: %s; this one is %s. Give this deployment a state"
                  + " bucket of its own, or, if it has moved, delete gs://%s/control/deployment once"
                  + " the queue is empty.")
              .formatted(bucket, owner, mine, bucket));
    }
    isKnown = true;
    return this;
  }

  /**
   * Ends a start on a bucket that belongs to another deployment. One that does not answer now is
   * asked again later, by what needs to know.
   *
   * @param asked the answer of {@link #require}
   * @throws IllegalStateException when the bucket belongs to another deployment
   */
  static void refuseForeign(Supplier<OwnBucket> asked) {
    try {
      var unused = asked.get();
    } catch (Foreign e) {
      throw new IllegalStateException("Slipway cannot start: " + e.getMessage());
    } catch (RetryLater e) {
      // Not known yet.
    }
  }
}
