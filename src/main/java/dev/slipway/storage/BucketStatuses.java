package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Statuses;
import dev.slipway.report.StatusJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The status documents under {@code status/}. Their metadata tell the submission's {@code id}, its
 * {@code state} and the record's {@code revision}, for notifications and lists.
 */
public final class BucketStatuses implements Statuses {

  /** Metadata: the submission's ID. */
  static final String ID = "id";

  /** Metadata: the submission's state. */
  static final String STATE = "state";

  /** Metadata: the revision of the record that it was made from. */
  static final String REVISION = "revision";

  /** Metadata of an event that could not be read: how long it was. */
  static final String BYTES = "bytes";

  /** The beginning of an event shows what is wrong with it; a message may have 10 MB. */
  static final int MOST_UNREADABLE_BYTES = 64 * 1024;

  /** How many statuses one call lists. */
  private static final int PAGE = 999;

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
  public Optional<Versioned<Status>> read(Submission submission) {
    String name = StateNames.status(submission);
    for (int i = 0; i < TRIES; i++) {
      Optional<StoredObject> object = store.find(name);
      if (object.isEmpty()) {
        return Optional.empty();
      }
      String generation = object.get().generation();
      Optional<byte[]> content = store.read(name, generation, OutcomeJson.LARGEST_BYTES);
      if (content.isPresent()) {
        return Optional.of(object.get().keep(decode(name, content.get())));
      }
    }
    String message = store.address(name) + " was replaced each time while it was read";
    throw new RetryLater(message, new IllegalStateException(message));
  }

  @Override
  public boolean write(Status status, Optional<Versioned<Status>> old) {
    NewObject object =
        new NewObject(
            StateNames.status(status.submission()),
            NewObject.JSON,
            Map.of(
                ID,
                status.submission().id(),
                STATE,
                status.state().name(),
                REVISION,
                Integer.toString(status.revision())));
    byte[] content = StatusJson.write(status).getBytes(StandardCharsets.UTF_8);
    return writes.write(object, content, old.map(Versioned::generation)).isPresent();
  }

  @Override
  public RevisionPage page(String bucket, String from) {
    String prefix = StateNames.statuses(bucket);
    ObjectStore.ObjectPage page = store.page(prefix, prefix + from, PAGE);
    Map<String, Integer> revisions = new HashMap<>();
    for (StoredObject object : page.objects()) {
      Optional.ofNullable(object.metadata().get(ID))
          .ifPresent(id -> revisions.put(id, revision(object)));
    }
    return new RevisionPage(revisions, page.next().map(name -> name.substring(prefix.length())));
  }

  /** A version before this one wrote none; one that cannot be read is taken for none. */
  private static int revision(StoredObject status) {
    try {
      return Integer.parseInt(status.metadata().getOrDefault(REVISION, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @Override
  public void keepUnreadable(String name, byte[] content) {
    // What stands under that name already is an earlier delivery of the same.
    writes.write(
        new NewObject(
            StateNames.unreadable(name),
            NewObject.TEXT,
            Map.of(BYTES, Integer.toString(content.length))),
        Arrays.copyOf(content, Math.min(content.length, MOST_UNREADABLE_BYTES)),
        Optional.empty());
  }

  private Status decode(String name, byte[] content) {
    return UnreadableObject.orRetryLater(
        store.address(name),
        () -> OutcomeJson.readStatus(new String(content, StandardCharsets.UTF_8)));
  }
}
