package dev.slipway.emulator;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A bucket and its live objects. Guarded by the lock of {@link StorageState}.
 *
 * @param name its name
 * @param location where it is, such as {@code US}
 * @param created when it came to be
 * @param objects the live objects by name, in the order of a listing
 */
record BucketState(
    String name, String location, Instant created, NavigableMap<String, ObjectVersion> objects) {

  static BucketState empty(String name, String location, Instant created) {
    return new BucketState(name, location, created, new TreeMap<>(ObjectNames.ORDER));
  }
}
