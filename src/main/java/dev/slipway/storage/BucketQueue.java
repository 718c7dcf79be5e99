package dev.slipway.storage;

import dev.slipway.dispatch.Concurrently;
import dev.slipway.dispatch.Ending;
import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.Queue;
import dev.slipway.dispatch.QueueRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The queue under {@code queue/}: the record in the metadata ({@link RecordMetadata}); in the
 * content the spec as uploaded, or how it ended once the record is over.
 */
public final class BucketQueue implements Queue {

  /** Of a page, which has room for 1,000: hashes are not spread quite evenly. */
  private static final int PART = 900;

  private static final int MOST_PARTS = 64;

  private final ObjectStore store;
  private final Optional<Concurrently> concurrently;
  private final TokenWrites writes;

  /** What was listed last, by ID: most of it stands there the next time, too. */
  private volatile Map<String, Kept<QueueRecord>> listed = Map.of();

  /**
   * The queue in a bucket, listed page after page.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens) {
    this(store, tokens, Optional.empty());
  }

  /**
   * The queue in a bucket; a long one is listed in parts side by side.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens, Concurrently concurrently) {
    this(store, tokens, Optional.of(concurrently));
  }

  private BucketQueue(
      ObjectStore store, Supplier<String> tokens, Optional<Concurrently> concurrently) {
    this.store = store;
    this.concurrently = concurrently;
    writes = new TokenWrites(store, tokens);
  }

  @Override
  public Listing list() {
    Map<String, Kept<QueueRecord>> before = listed;
    Map<String, Kept<QueueRecord>> records = new LinkedHashMap<>();
    List<String> unreadable = new ArrayList<>();
    for (StoredObject object : objects(before.size())) {
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

  /**
   * All that is stored of the queue. Each page of a list waits for the one before; IDs are hashes,
   * so that ranges of them share a long queue evenly.
   *
   * @param expected about how many, as far as is known
   */
  private List<StoredObject> objects(int expected) {
    int parts = Math.min(MOST_PARTS, 1 + expected / PART);
    if (parts == 1 || concurrently.isEmpty()) {
      return store.list(Layout.QUEUE);
    }
    return IntStream.range(0, parts)
        .mapToObj(part -> begin(concurrently.get(), bound(part, parts), bound(part + 1, parts)))
        .toList()
        .stream()
        .flatMap(answer -> answer.get().stream())
        .toList();
  }

  private Supplier<List<StoredObject>> begin(Concurrently calls, String from, String before) {
    return calls.begin(() -> store.list(Layout.QUEUE, from, before));
  }

  /** Where a part begins; none for the first, and for what would follow the last. */
  private static String bound(int part, int parts) {
    return part == 0 || part == parts
        ? ""
        : Layout.QUEUE + HexFormat.of().toHexDigits((byte) (part * 256 / parts));
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
