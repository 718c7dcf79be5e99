package dev.slipway.storage;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.port.Outcomes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How submissions ended, under {@code done/}, as {@link OutcomeJson} writes it. */
public final class BucketOutcomes implements Outcomes {

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * The endings in a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketOutcomes(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  @Override
  public boolean exists(String id) {
    return store.find(StateNames.done(id)).isPresent();
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.slipway.dispatch.model.RetryLater also when it cannot be read
   */
  @Override
  public Optional<Outcome> find(String id) {
    String name = StateNames.done(id);
    return store
        .read(name, OutcomeJson.LARGEST_BYTES)
        .map(
            bytes ->
                UnreadableObject.orRetryLater(store.address(name), () -> OutcomeJson.read(bytes)));
  }

  @Override
  public void create(String id, Outcome outcome) {
    NewObject object =
        new NewObject(
            StateNames.done(id), NewObject.JSON, Map.of("state", outcome.status().state().name()));
    writes.write(object, OutcomeJson.write(outcome), Optional.empty());
  }
}
