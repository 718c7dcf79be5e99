package dev.slipway.storage;

import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lists a queue. Most of a long one stands as this process has last seen or written it, and is not
 * sent again: what is live is listed by generation, a tenth of the bytes, and only what is new is
 * read. Each record is told as it stood at some time since the list was asked for.
 */
final class QueueLists {

  /** Of a page, which has room for 1,000: hashes are not spread quite evenly. */
  private static final int PART = 900;

  private static final int MOST_PARTS = 64;

  /** More that is new is listed with everything else, in fewer calls. */
  private static final int MOST_READ = 16;

  /**
   * What was read of an object.
   *
   * @param record empty when it cannot be read
   * @param foreign what can be read of one of another version; empty for any other
   */
  private record SeenRecord(
      Version version,
      Optional<Versioned<SubmissionRecord>> record,
      Optional<SubmissionRecord> foreign) {}

  /** A list of a range, see {@link ObjectStore}. */
  private interface NameRange<T> {
    List<T> list(String prefix, String from, String before);
  }

  private final ObjectStore store;
  private final ReadExecutor concurrently;
  private final int many;
  private final Map<String, SeenRecord> known = new ConcurrentHashMap<>();

  /**
   * @param many of so many records that it knows, it asks what has changed; of fewer it lists all
   *     at once, which spares an answer when something has
   */
  QueueLists(ObjectStore store, ReadExecutor concurrently, int many) {
    this.store = store;
    this.concurrently = concurrently;
    this.many = many;
  }

  Queue.Listing list() {
    Map<String, SeenRecord> seen = known.size() < many ? all(known.size()) : knownAndNew();
    known.keySet().retainAll(seen.keySet());
    known.putAll(seen);
    return listing(seen);
  }

  /** A record was written, and stands like this. */
  void wrote(Version version, Versioned<SubmissionRecord> record) {
    known.put(id(version.name()), new SeenRecord(version, Optional.of(record), Optional.empty()));
  }

  private Map<String, SeenRecord> all(int expected) {
    Map<String, SeenRecord> seen = new LinkedHashMap<>();
    inParts(expected, store::list).forEach(object -> put(seen, object));
    return seen;
  }

  private Map<String, SeenRecord> knownAndNew() {
    List<Version> live = inParts(known.size(), store::versions);
    Map<String, SeenRecord> seen = new LinkedHashMap<>();
    List<Version> fresh = new ArrayList<>();
    for (Version version : live) {
      known(version).ifPresentOrElse(it -> seen.put(id(it), it), () -> fresh.add(version));
    }
    if (fresh.size() > MOST_READ) {
      return all(live.size());
    }
    fresh.stream()
        .map(version -> concurrently.begin(() -> store.find(version.name())))
        .toList()
        .forEach(answer -> answer.get().ifPresent(object -> put(seen, object)));
    return seen;
  }

  private void put(Map<String, SeenRecord> seen, StoredObject object) {
    SeenRecord it = known(object.version()).orElseGet(() -> read(object));
    seen.put(id(it), it);
  }

  private Optional<SeenRecord> known(Version version) {
    return Optional.ofNullable(known.get(id(version.name())))
        .filter(it -> it.version().equals(version));
  }

  private static SeenRecord read(StoredObject object) {
    try {
      return new SeenRecord(object.version(), Optional.of(decode(object)), Optional.empty());
    } catch (UnreadableObject e) {
      return new SeenRecord(object.version(), Optional.empty(), foreign(object));
    }
  }

  /** The record in an object's metadata. */
  static Versioned<SubmissionRecord> decode(StoredObject object) {
    SubmissionRecord entry = RecordMetadata.decode(object.metadata());
    if (!object.name().equals(StateNames.queue(entry.id()))) {
      throw new UnreadableObject("the record is that of " + entry.submission());
    }
    return object.keep(entry);
  }

  private static Optional<SubmissionRecord> foreign(StoredObject object) {
    return RecordMetadata.foreign(object.metadata())
        .filter(entry -> object.name().equals(StateNames.queue(entry.id())));
  }

  private static Queue.Listing listing(Map<String, SeenRecord> seen) {
    List<Versioned<SubmissionRecord>> records = new ArrayList<>();
    List<SubmissionRecord> foreign = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    seen.forEach((id, it) -> it.record().ifPresentOrElse(records::add, () -> unreadable.add(id)));
    seen.values().forEach(it -> it.foreign().ifPresent(foreign::add));
    // The marker that the console leaves for a folder.
    unreadable.remove("");
    return new Queue.Listing(records, foreign, unreadable);
  }

  /**
   * All that is live. Each page of a list waits for the one before; IDs are hashes, so that ranges
   * of them share a long queue evenly.
   *
   * @param expected about how many, as far as is known
   */
  private <T> List<T> inParts(int expected, NameRange<T> range) {
    int parts = Math.min(MOST_PARTS, 1 + expected / PART);
    if (parts == 1) {
      return range.list(StateNames.QUEUE, "", "");
    }
    return IntStream.range(0, parts)
        .mapToObj(part -> begin(range, bound(part, parts), bound(part + 1, parts)))
        .toList()
        .stream()
        .flatMap(answer -> answer.get().stream())
        .toList();
  }

  private <T> Supplier<List<T>> begin(NameRange<T> range, String from, String before) {
    return concurrently.begin(() -> range.list(StateNames.QUEUE, from, before));
  }

  /** Where a part begins; none for the first, and for what would follow the last. */
  private static String bound(int part, int parts) {
    return part == 0 || part == parts
        ? ""
        : StateNames.QUEUE + HexFormat.of().toHexDigits((byte) (part * 256 / parts));
  }

  private static String id(SeenRecord seen) {
    return id(seen.version().name());
  }

  private static String id(String name) {
    return name.substring(StateNames.QUEUE.length());
  }
}
