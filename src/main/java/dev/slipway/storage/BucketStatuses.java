package dev.slipway.storage;

import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.RetryLater;
import dev.slipway.dispatch.Status;
import dev.slipway.dispatch.Statuses;
import dev.slipway.dispatch.Submission;
import dev.slipway.report.StatusJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The status documents under {@code status/}. Their metadata tell the submission's {@code id} and
 * {@code state}, for who only looks at notifications or lists.
 */
public final class BucketStatuses implements Statuses {

  /** Metadata: the submission's ID. */
  static final String ID = "id";

  /** Metadata: the submission's state. */
  static final String STATE = "state";

  /** How often a status is read again that was replaced between its metadata and its content. */
  private static final int TRIES = 3;

  private final ObjectStore store;
  private final TokenWrites writes;

  /**
   * The statuses in a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketStatuses(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  /**
   * {@inheritDoc}
   *
   * @throws RetryLater also when it cannot be read
   */
  @Override
  public Optional<Kept<Status>> read(Submission submission) {
    String name = Layout.status(submission);
    for (int i = 0; i < TRIES; i++) {
      Optional<StoredObject> object = store.find(name);
      if (object.isEmpty()) {
        return Optional.empty();
      }
      String generation = object.get().generation();
      Optional<byte[]> content = store.read(name, generation, EndingJson.LARGEST_BYTES);
      if (content.isPresent()) {
        return Optional.of(object.get().keep(decode(name, content.get())));
      }
    }
    String message = store.address(name) + " was replaced each time while it was read";
    throw new RetryLater(message, new IllegalStateException(message));
  }

  @Override
  public boolean write(Status status, Optional<Kept<Status>> old) {
    NewObject object =
        new NewObject(
            Layout.status(status.submission()),
            NewObject.JSON,
            Map.of(ID, status.submission().id(), STATE, status.state().name()));
    byte[] content = StatusJson.write(status).getBytes(StandardCharsets.UTF_8);
    return writes.write(object, content, old.map(Kept::generation)).isPresent();
  }

  @Override
  public Set<String> told(String bucket, String from, String before) {
    String prefix = Layout.statuses(bucket);
    return store
        .list(prefix, from.isEmpty() ? "" : prefix + from, before.isEmpty() ? "" : prefix + before)
        .stream()
        .flatMap(object -> Optional.ofNullable(object.metadata().get(ID)).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public void keepUnreadable(String name, byte[] content) {
    // What stands under that name already is an earlier delivery of the same.
    writes.write(
        new NewObject(Layout.unreadable(name), NewObject.TEXT, Map.of()),
        content,
        Optional.empty());
  }

  private Status decode(String name, byte[] content) {
    return UnreadableObject.orRetryLater(
        store.address(name),
        () -> EndingJson.readStatus(new String(content, StandardCharsets.UTF_8)));
  }
}
