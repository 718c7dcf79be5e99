package dev.slipway.emulator.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bucket and what is in it. Guarded by the lock of {@link StorageState}; only the settings may be
 * read without it.
 *
 * @param settings what is set for all of it
 * @param live the live objects by name, in the order of a listing
 * @param noncurrent the generations kept by versioning, by name, the oldest first
 * @param notifications the notification configurations by ID
 */
record BucketState(
    BucketSettings settings,
    NavigableMap<String, ObjectVersion> live,
    NavigableMap<String, List<ObjectVersion>> noncurrent,
    Map<String, StorageNotification> notifications) {

  static BucketState empty(BucketSettings settings) {
    return new BucketState(
        settings,
        new TreeMap<>(ObjectNames.ORDER),
        new TreeMap<>(ObjectNames.ORDER),
        new TreeMap<>());
  }

  String name() {
    return settings.name();
  }

  /** The same bucket and contents under other settings. */
  BucketState with(BucketSettings changed) {
    return new BucketState(changed, live, noncurrent, notifications);
  }

  boolean isEmpty() {
    return live.isEmpty() && noncurrent.isEmpty();
  }

  /** The live generation of a name. */
  Optional<ObjectVersion> live(String name) {
    return Optional.ofNullable(live.get(name));
  }

  /** One generation of a name, live or not; without a generation, the live one. */
  Optional<ObjectVersion> find(String name, OptionalLong generation) {
    return generation.isEmpty()
        ? live(name)
        : versions(name).stream()
            .filter(version -> version.generation() == generation.getAsLong())
            .findFirst();
  }

  /** Every generation of a name, the oldest first. */
  List<ObjectVersion> versions(String name) {
    List<ObjectVersion> versions = new ArrayList<>(noncurrent.getOrDefault(name, List.of()));
    live(name).ifPresent(versions::add);
    return versions;
  }

  /** The names that have a generation, live or not, in order. */
  NavigableSet<String> names() {
    NavigableSet<String> names = new TreeSet<>(ObjectNames.ORDER);
    names.addAll(live.keySet());
    names.addAll(noncurrent.keySet());
    return names;
  }

  /** Keeps a generation in the place that is its own: among the noncurrent ones, or live. */
  void put(ObjectVersion version) {
    if (version.noncurrentSince().isEmpty()) {
      live.put(version.name(), version);
      return;
    }
    List<ObjectVersion> versions =
        noncurrent.computeIfAbsent(version.name(), name -> new ArrayList<>());
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).generation() == version.generation()) {
        versions.set(i, version);
        return;
      }
    }
    versions.add(version);
  }

  /** Forgets a generation. */
  void remove(ObjectVersion version) {
    if (version.noncurrentSince().isEmpty()) {
      live.remove(version.name());
      return;
    }
    List<ObjectVersion> versions = noncurrent.getOrDefault(version.name(), List.of());
    versions.removeIf(other -> other.generation() == version.generation());
    if (versions.isEmpty()) {
      noncurrent.remove(version.name());
    }
  }

  /** Makes the live generation a noncurrent one, and returns it as it is then. */
  ObjectVersion archive(ObjectVersion version, Instant at) {
    ObjectVersion archived = version.noncurrentSince(at);
    live.remove(version.name());
    put(archived);
    return archived;
  }
}
