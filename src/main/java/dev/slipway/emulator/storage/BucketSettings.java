package dev.slipway.emulator.storage;

import java.time.Instant;

/**
 * What is set for a whole bucket.
 *
 * @param name its name
 * @param location where it is, such as {@code US}
 * @param versioning whether generations that are overwritten or deleted are kept as noncurrent ones
 * @param metageneration counts changes of these settings, from 1
 * @param created when it came to be
 * @param updated when these settings last changed
 */
record BucketSettings(
    String name,
    String location,
    boolean versioning,
    long metageneration,
    Instant created,
    Instant updated) {

  /** The settings of a new bucket. */
  static BucketSettings created(String name, String location, boolean versioning, Instant at) {
    return new BucketSettings(name, location, versioning, 1, at, at);
  }

  /** The same with versioning on or off, changed at this time. */
  BucketSettings withVersioning(boolean value, Instant at) {
    return new BucketSettings(name, location, value, metageneration + 1, created, at);
  }
}
