package dev.slipway.storage;

import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.port.Endings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How submissions ended, under {@code done/}, as {@link EndingJson} writes it. */
public final class BucketEndings implements Endings {

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * The endings in a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketEndings(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  @Override
  public boolean exists(String id) {
    return store.find(Layout.done(id)).isPresent();
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.slipway.dispatch.model.RetryLater also when it cannot be read
   */
  @Override
  public Optional<Ending> find(String id) {
    String name = Layout.done(id);
    return store
        .read(name, EndingJson.LARGEST_BYTES)
        .map(
            bytes ->
                UnreadableObject.orRetryLater(store.address(name), () -> EndingJson.read(bytes)));
  }

  @Override
  public void create(String id, Ending ending) {
    NewObject object =
        new NewObject(
            Layout.done(id), NewObject.JSON, Map.of("state", ending.status().state().name()));
    writes.write(object, EndingJson.write(ending), Optional.empty());
  }
}
