package dev.slipway.emulator.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * One generation of one object, as it is at one moment.
 *
 * @param bucket its bucket
 * @param name its name, as given, not encoded
 * @param generation names this content; unique, positive, and not ordered in time
 * @param metageneration counts changes of the attributes of this generation, from 1
 * @param content its bytes
 * @param attributes what the writer said of it
 * @param created when this generation came to be
 * @param updated when content or attributes last changed
 * @param noncurrentSince when it was overwritten or deleted in a bucket that keeps such
 *     generations; empty means it is live
 */
public record ObjectVersion(
    String bucket,
    String name,
    long generation,
    long metageneration,
    ObjectContent content,
    ObjectAttributes attributes,
    Instant created,
    Instant updated,
    Optional<Instant> noncurrentSince) {

  /** The same generation with other attributes. */
  ObjectVersion with(ObjectAttributes changed, Instant at) {
    return new ObjectVersion(
        bucket,
        name,
        generation,
        metageneration + 1,
        content,
        changed,
        created,
        at,
        noncurrentSince);
  }

  /** The same generation, no longer live from this moment. */
  ObjectVersion noncurrentSince(Instant at) {
    return new ObjectVersion(
        bucket,
        name,
        generation,
        metageneration,
        content,
        attributes,
        created,
        updated,
        Optional.of(at));
  }

  /** Bucket and name with a slash between, as messages and the journal have it. */
  String path() {
    return bucket + "/" + name;
  }
}
