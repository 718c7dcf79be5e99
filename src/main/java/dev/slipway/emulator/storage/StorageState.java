package dev.slipway.emulator.storage;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What Cloud Storage holds and what its calls mean, without HTTP. Every call is atomic and seen by
 * the next one; a call that cannot be served throws {@link StorageRefusal} and changes nothing.
 */
final class StorageState {

  private final Clock clock;
  private final StorageNumbers generations;
  private final ObjectWriteLimit limit;
  private final BiConsumer<BucketState, ObjectChange> watcher;
  private final NavigableMap<String, BucketState> buckets = new TreeMap<>();
  private long revision;

  /**
   * @param clock stamps objects; cut to milliseconds, as in Cloud Storage
   * @param generations where generations come from
   * @param limit how often one name may change
   * @param watcher told of each change of an object and its bucket, in order, while the state is
   *     locked: must be quick
   */
  StorageState(
      Clock clock,
      StorageNumbers generations,
      ObjectWriteLimit limit,
      BiConsumer<BucketState, ObjectChange> watcher) {
    this.clock = clock;
    this.generations = generations;
    this.limit = limit;
    this.watcher = watcher;
  }

  /** Takes a bucket and all that is in it from an earlier run; nobody is told. */
  synchronized void restore(BucketState bucket) {
    buckets.put(bucket.name(), bucket);
  }

  /** Counts changes of any kind. */
  synchronized long revision() {
    return revision;
  }

  /** What can be read from all buckets at one moment. */
  synchronized <T> T read(Function<Collection<BucketState>, T> reader) {
    return reader.apply(buckets.values());
  }

  synchronized BucketSettings createBucket(String name, String location, boolean versioning) {
    BucketSettings settings = BucketSettings.created(name, location, versioning, now());
    if (buckets.putIfAbsent(name, BucketState.empty(settings)) != null) {
      throw new StorageRefusal(
          409,
          "conflict",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    revision++;
    return settings;
  }

  synchronized void createIfMissing(String name) {
    if (!buckets.containsKey(name)) {
      var unused = createBucket(name, "US", false);
    }
  }

  synchronized BucketSettings setVersioning(String name, boolean versioning) {
    BucketState bucket = bucket(name);
    BucketSettings settings = bucket.settings().withVersioning(versioning, now());
    buckets.put(name, bucket.with(settings));
    revision++;
    return settings;
  }

  synchronized void deleteBucket(String name) {
    if (!bucket(name).isEmpty()) {
      throw new StorageRefusal(409, "conflict", "The bucket you tried to delete is not empty.");
    }
    buckets.remove(name);
    revision++;
  }

  synchronized BucketSettings settings(String bucket) {
    return bucket(bucket).settings();
  }

  synchronized List<BucketSettings> buckets() {
    return buckets.values().stream().map(BucketState::settings).toList();
  }

  synchronized void notify(String bucket, StorageNotification notification) {
    bucket(bucket).notifications().put(notification.id(), notification);
    revision++;
  }

  synchronized List<StorageNotification> notifications(String bucket) {
    return List.copyOf(bucket(bucket).notifications().values());
  }

  synchronized void deleteNotification(String bucket, String id) {
    if (bucket(bucket).notifications().remove(id) == null) {
      throw StorageRefusal.noSuchNotification(bucket, id);
    }
    revision++;
  }

  synchronized ObjectListing.ListedPage list(String bucket, ObjectListing listing) {
    return listing.page(bucket(bucket));
  }

  synchronized ObjectVersion get(ObjectTarget target) {
    ObjectVersion object = existing(target);
    target.conditions().checkRead(object);
    return object;
  }

  /** Refuses what {@link #write} would refuse now, for uploads that come in parts. */
  synchronized void checkWrite(ObjectTarget target, ObjectAttributes attributes) {
    ObjectNames.check(target.name());
    attributes.check();
    target.conditions().checkChange(bucket(target.bucket()).live(target.name()));
  }

  /** Makes a new generation live, in the place of the one before. */
  synchronized ObjectVersion write(
      ObjectTarget target, ObjectContent content, ObjectAttributes attributes) {
    checkWrite(target, attributes);
    BucketState bucket = bucket(target.bucket());
    Optional<ObjectVersion> before = bucket.live(target.name());
    limit.take(target.bucket() + "/" + target.name());
    Instant now = now();
    ObjectVersion written =
        new ObjectVersion(
            target.bucket(),
            target.name(),
            generations.next(),
            1,
            content,
            attributes,
            now,
            now,
            Optional.empty());
    Optional<ObjectChange> end =
        before.map(old -> end(bucket, old, now, OptionalLong.of(written.generation())));
    bucket.put(written);
    OptionalLong overwrote =
        before.map(old -> OptionalLong.of(old.generation())).orElse(OptionalLong.empty());
    changed(bucket, new ObjectChange.Finalized(written, now, overwrote));
    end.ifPresent(change -> changed(bucket, change));
    return written;
  }

  /** Moves an object to another name of its bucket, at once: neither or both are ever seen. */
  synchronized ObjectVersion move(ObjectTarget source, ObjectTarget destination) {
    ObjectVersion object = get(source);
    ObjectVersion moved = write(destination, object.content(), object.attributes());
    BucketState bucket = bucket(source.bucket());
    changed(bucket, end(bucket, object, now(), OptionalLong.empty()));
    return moved;
  }

  /** Changes the attributes of the generation meant. */
  synchronized ObjectVersion update(ObjectTarget target, UnaryOperator<ObjectAttributes> change) {
    ObjectVersion before = existing(target);
    target.conditions().checkChange(Optional.of(before));
    ObjectAttributes attributes = change.apply(before.attributes());
    attributes.check();
    limit.take(before.path());
    Instant now = now();
    ObjectVersion updated = before.with(attributes, now);
    BucketState bucket = bucket(target.bucket());
    bucket.put(updated);
    changed(bucket, new ObjectChange.Updated(updated, now));
    return updated;
  }

  /**
   * Deletes the generation that is named, for good; without one the live generation, which a bucket
   * with versioning keeps as noncurrent.
   *
   * <p>https://cloud.google.com/storage/docs/object-versioning#intro
   */
  synchronized void delete(ObjectTarget target) {
    ObjectVersion object = existing(target);
    target.conditions().checkChange(Optional.of(object));
    limit.take(object.path());
    BucketState bucket = bucket(target.bucket());
    if (target.generation().isEmpty()) {
      changed(bucket, end(bucket, object, now(), OptionalLong.empty()));
    } else {
      bucket.remove(object);
      changed(bucket, new ObjectChange.Deleted(object, now(), OptionalLong.empty()));
    }
  }

  /** Ends the life of a live generation in the way of its bucket, and returns the change. */
  private static ObjectChange end(
      BucketState bucket, ObjectVersion live, Instant at, OptionalLong overwrittenBy) {
    if (bucket.settings().versioning()) {
      return new ObjectChange.Archived(bucket.archive(live, at), at, overwrittenBy);
    }
    bucket.remove(live);
    return new ObjectChange.Deleted(live, at, overwrittenBy);
  }

  private void changed(BucketState bucket, ObjectChange change) {
    revision++;
    watcher.accept(bucket, change);
  }

  /**
   * The generation meant. A missing object is a 404 whatever the conditions, as in Google's own
   * test bench (googleapis/storage-testbench, testbench/database.py, __get_object).
   */
  private ObjectVersion existing(ObjectTarget target) {
    return bucket(target.bucket())
        .find(target.name(), target.generation())
        .orElseThrow(() -> StorageRefusal.noSuchObject(target.bucket(), target.name()));
  }

  private BucketState bucket(String name) {
    return Optional.ofNullable(buckets.get(name)).orElseThrow(StorageRefusal::noSuchBucket);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
