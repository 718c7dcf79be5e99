package dev.slipway.emulator;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What Cloud Storage holds and what its calls mean, without HTTP. Every call is atomic and seen by
 * the next one; a call that cannot be served throws {@link StorageRefusal} and changes nothing.
 */
final class StorageState {

  private final Clock clock;
  private final StorageNumbers generations;
  private final ObjectWriteLimit limit;
  private final Consumer<ObjectChange> changes;
  private final NavigableMap<String, BucketState> buckets = new TreeMap<>();

  /**
   * @param clock stamps objects; cut to milliseconds, as in Cloud Storage
   * @param generations where generations come from
   * @param limit how often one name may change
   * @param changes told of each change, in order, while the state is locked: must be quick
   */
  StorageState(
      Clock clock,
      StorageNumbers generations,
      ObjectWriteLimit limit,
      Consumer<ObjectChange> changes) {
    this.clock = clock;
    this.generations = generations;
    this.limit = limit;
    this.changes = changes;
  }

  synchronized BucketState createBucket(String name, String location) {
    BucketState bucket = BucketState.empty(name, location, now());
    if (buckets.putIfAbsent(name, bucket) != null) {
      throw new StorageRefusal(
          409,
          "conflict",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    return bucket;
  }

  synchronized BucketState bucket(String name) {
    return Optional.ofNullable(buckets.get(name)).orElseThrow(StorageRefusal::noSuchBucket);
  }

  synchronized List<BucketState> buckets() {
    return List.copyOf(buckets.values());
  }

  synchronized ObjectListing.Page list(String bucket, ObjectListing listing) {
    return listing.page(bucket(bucket).objects());
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
    target.conditions().checkChange(live(target));
  }

  /** Makes a new generation live, in the place of the one before. */
  synchronized ObjectVersion write(
      ObjectTarget target, ObjectContent content, ObjectAttributes attributes) {
    checkWrite(target, attributes);
    Optional<ObjectVersion> before = live(target);
    limit.take(target.bucket() + "/" + target.name());
    Instant now = now();
    ObjectVersion written =
        new ObjectVersion(
            target.bucket(), target.name(), generations.next(), 1, content, attributes, now, now);
    bucket(target.bucket()).objects().put(target.name(), written);
    changes.accept(new ObjectChange.Written(written, now));
    OptionalLong by = OptionalLong.of(written.generation());
    before.ifPresent(old -> changes.accept(new ObjectChange.Deleted(old, now, by)));
    return written;
  }

  /** Changes the attributes of the live generation. */
  synchronized ObjectVersion update(ObjectTarget target, UnaryOperator<ObjectAttributes> change) {
    ObjectVersion before = existing(target);
    target.conditions().checkChange(Optional.of(before));
    ObjectAttributes attributes = change.apply(before.attributes());
    attributes.check();
    limit.take(before.path());
    Instant now = now();
    ObjectVersion updated = before.with(attributes, now);
    bucket(target.bucket()).objects().put(target.name(), updated);
    changes.accept(new ObjectChange.Updated(updated, now));
    return updated;
  }

  synchronized void delete(ObjectTarget target) {
    ObjectVersion object = existing(target);
    target.conditions().checkChange(Optional.of(object));
    limit.take(object.path());
    bucket(target.bucket()).objects().remove(target.name());
    changes.accept(new ObjectChange.Deleted(object, now(), OptionalLong.empty()));
  }

  /**
   * The generation meant, if it is live. A missing object is a 404 whatever the conditions, as in
   * Google's own test bench (googleapis/storage-testbench, testbench/database.py, __get_object).
   */
  private ObjectVersion existing(ObjectTarget target) {
    return live(target)
        .filter(live -> target.generation().orElse(live.generation()) == live.generation())
        .orElseThrow(() -> StorageRefusal.noSuchObject(target.bucket(), target.name()));
  }

  private Optional<ObjectVersion> live(ObjectTarget target) {
    return Optional.ofNullable(bucket(target.bucket()).objects().get(target.name()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
