package dev.slipway.storage;

import dev.slipway.dispatch.Ending;
import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.Queue;
import dev.slipway.dispatch.QueueRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue under {@code queue/}: the record in the metadata ({@link RecordMetadata}); in the
 * content the spec as uploaded, or how it ended once the record is over.
 */
public final class BucketQueue implements Queue {

  private final ObjectStore store;
  private final TokenWrites writes;

  /** What was listed last, by ID: most of it stands there the next time, too. */
  private volatile Map<String, Kept<QueueRecord>> listed = Map.of();

  /**
   * The queue in a bucket.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
  }

  @Override
  public Listing list() {
    Map<String, Kept<QueueRecord>> before = listed;
    Map<String, Kept<QueueRecord>> records = new LinkedHashMap<>();
    List<String> unreadable = new ArrayList<>();
    for (StoredObject object : store.list(Layout.QUEUE)) {
      String id = object.name().substring(Layout.QUEUE.length());
      if (id.isEmpty()) {
        // The marker that the console leaves for a folder.
        continue;
      }
      try {
        records.put(id, isThat(before.get(id), object) ? before.get(id) : decode(object));
      } catch (UnreadableObject e) {
        unreadable.add(id);
      }
    }
    listed = records;
    return new Listing(List.copyOf(records.values()), unreadable);
  }

  private static boolean isThat(@Nullable Kept<QueueRecord> known, StoredObject object) {
    return known != null
        && known.generation().equals(object.generation())
        && known.updated().equals(object.updated());
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
                    store.address(name), () -> decode(object), Queue.Unreadable::new));
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
    return writes.write(object, content, replaces).map(written -> written.keep(next));
  }

  private static Kept<QueueRecord> decode(StoredObject object) {
    QueueRecord entry = RecordMetadata.decode(object.metadata());
    if (!object.name().equals(Layout.queue(entry.id()))) {
      throw new UnreadableObject("the record is that of " + entry.submission());
    }
    return object.keep(entry);
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
