package dev.slipway.storage.tools;

import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StateNames;
import dev.slipway.storage.TokenWrites;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What operators ask of a deployment: objects under {@code control/}, which it reads as a {@link
 * dev.slipway.storage.BucketControl}.
 */
public final class OperatorRequests {

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * Requests in a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public OperatorRequests(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  /**
   * Requests that a submission be cancelled: withdrawn if it waits, its job cancelled if it has
   * one. The next tick acts on the request.
   *
   * @param id the submission's ID
   * @return false when it was requested already and nothing has changed
   */
  public boolean cancel(String id) {
    return create(StateNames.CANCEL + id, "");
  }

  /**
   * Pauses launching.
   *
   * @param reason for people; empty for none
   * @return false when it was paused already and nothing has changed
   */
  public boolean pause(String reason) {
    return store.find(StateNames.PAUSE).isEmpty() && create(StateNames.PAUSE, reason);
  }

  /**
   * Ends a pause.
   *
   * @return false when there was none
   */
  public boolean resume() {
    return store
        .find(StateNames.PAUSE)
        .filter(object -> store.delete(StateNames.PAUSE, object.generation()))
        .isPresent();
  }

  private boolean create(String name, String text) {
    return writes
        .write(
            new NewObject(name, NewObject.TEXT, Map.of()),
            text.getBytes(StandardCharsets.UTF_8),
            Optional.empty())
        .isPresent();
  }
}
