package dev.slipway.storage;

import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.port.Concurrently;
import dev.slipway.dispatch.port.OneByOne;
import dev.slipway.dispatch.port.Queue;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The queue under {@code queue/}: the record in the metadata ({@link RecordMetadata}); in the
 * content the spec as uploaded, or how it ended once the record is over.
 */
public final class BucketQueue implements Queue {

  /**
   * Records are of about a kilobyte: listing fewer than these takes less time than the further
   * answer that one waits for where something is new.
   */
  private static final int MANY = 250;

  private final ObjectStore store;
  private final TokenWrites writes;
  private final QueueLists lists;

  /**
   * The queue in a bucket, listed whole each time: for who has nothing to make calls side by side.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens) {
    this(store, tokens, new OneByOne(), Integer.MAX_VALUE);
  }

  /**
   * The queue in a bucket, for who looks at it again and again: a long one is listed in parts side
   * by side, and of records that are known already only that they still stand.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens, Concurrently concurrently) {
    this(store, tokens, concurrently, MANY);
  }

  /**
   * The same with another measure of length.
   *
   * @param many from how many known records on the rest alone is asked for
   */
  public BucketQueue(
      ObjectStore store, Supplier<String> tokens, Concurrently concurrently, int many) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
    lists = new QueueLists(store, concurrently, many);
  }

  @Override
  public Listing list() {
    return lists.list();
  }

  @Override
  public Optional<Kept<QueueRecord>> create(QueueRecord entry, byte[] spec) {
    check(entry, false);
    return write(entry, NewObject.TEXT, spec, Optional.empty());
  }

  @Override
  public Optional<Kept<QueueRecord>> createEnded(QueueRecord entry, Ending ending) {
    check(entry, true);
    return write(entry, NewObject.JSON, EndingJson.write(ending), Optional.empty());
  }

  @Override
  public Optional<Kept<QueueRecord>> read(String id) {
    String name = Layout.queue(id);
    return store
        .find(name)
        .map(
            object ->
                UnreadableObject.orElseThrow(
                    store.address(name), () -> QueueLists.decode(object), Queue.Unreadable::new));
  }

  @Override
  public Optional<byte[]> spec(Kept<QueueRecord> entry) {
    check(entry.value(), false);
    return content(entry);
  }

  @Override
  public Optional<Kept<QueueRecord>> replace(Kept<QueueRecord> old, QueueRecord next, byte[] spec) {
    check(next, false);
    return write(next, NewObject.TEXT, spec, Optional.of(old.generation()));
  }

  @Override
  public Optional<Kept<QueueRecord>> end(Kept<QueueRecord> old, QueueRecord next, Ending ending) {
    check(next, true);
    return write(next, NewObject.JSON, EndingJson.write(ending), Optional.of(old.generation()));
  }

  @Override
  public Optional<Ending> ending(Kept<QueueRecord> entry) {
    check(entry.value(), true);
    String address = store.address(Layout.queue(entry.value().id()));
    return content(entry)
        .map(bytes -> UnreadableObject.orRetryLater(address, () -> EndingJson.read(bytes)));
  }

  @Override
  public void delete(Kept<QueueRecord> entry) {
    // Whether this call or an earlier try of it deleted the object makes no difference.
    store.delete(Layout.queue(entry.value().id()), entry.generation());
  }

  private Optional<byte[]> content(Kept<QueueRecord> entry) {
    String name = Layout.queue(entry.value().id());
    return store.read(name, entry.generation(), EndingJson.LARGEST_BYTES);
  }

  private Optional<Kept<QueueRecord>> write(
      QueueRecord next, String contentType, byte[] content, Optional<String> replaces) {
    NewObject object =
        new NewObject(Layout.queue(next.id()), contentType, RecordMetadata.encode(next));
    return writes.write(object, content, replaces).map(written -> keep(written, next));
  }

  private Kept<QueueRecord> keep(StoredObject written, QueueRecord entry) {
    Kept<QueueRecord> kept = written.keep(entry);
    lists.wrote(written.version(), kept);
    return kept;
  }

  /** The content tells of the spec or of the ending by whether the record is over. */
  private static void check(QueueRecord entry, boolean over) {
    if (entry.progress().state().isOver() != over) {
      throw new IllegalArgumentException(
          entry.submission()
              + " is "
              + (over ? "not over: " : "over: ")
              + entry.progress().state());
    }
  }
}
