package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import java.util.Optional;

/** Answers every write with 429, after or without doing it. */
final class ThrottledWrites extends ForwardingObjectStore {

  private final boolean after;

  /**
   * @param after whether writes are done, their answers lost, and only the repetition is refused
   */
  ThrottledWrites(ObjectStore store, boolean after) {
    super(store);
    this.after = after;
  }

  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    if (after) {
      super.write(object, content, replaces);
    }
    return new WriteResult.TooOften(
        new RetryLater("write " + address(object.name()) + ": 429", new Exception("429")));
  }
}
