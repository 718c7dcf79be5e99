package dev.slipway.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A bucket in memory. Its generations are unique but in no order, as Cloud Storage promises no
 * more. Safe for use by many threads; the same random numbers and calls make the same bucket.
 */
public final class MemoryObjectStore implements ObjectStore {

  private static final Comparator<String> ORDER =
      Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private record LiveObject(StoredObject object, StoredBytes content) {}

  /** Bytes that nobody else can change. */
  private static final class StoredBytes {
    private final byte[] bytes;

    StoredBytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] first(int most) {
      return Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }

    long size() {
      return bytes.length;
    }
  }

  private final String bucket;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, LiveObject> objects = new HashMap<>();
  private final Set<Long> generations = new HashSet<>();

  /**
   * An empty bucket.
   *
   * @param bucket its name
   * @param clock its clock
   * @param random gives the generations
   */
  public MemoryObjectStore(String bucket, InstantSource clock, RandomGenerator random) {
    this.bucket = bucket;
    this.clock = clock;
    this.random = random;
  }

  /** Puts an object that was kept, with its generation and its times. */
  public synchronized void restore(StoredObject object, byte[] content) {
    objects.put(object.name(), new LiveObject(object, new StoredBytes(content)));
    generations.add(Long.valueOf(object.generation()));
  }

  @Override
  public synchronized Optional<StoredObject> find(String name) {
    return live(name).map(LiveObject::object);
  }

  @Override
  public synchronized Optional<byte[]> read(String name, int most) {
    return live(name).map(live -> live.content().first(most));
  }

  @Override
  public synchronized Optional<byte[]> read(String name, String generation, int most) {
    return isLive(name, Optional.of(generation)) ? read(name, most) : Optional.empty();
  }

  @Override
  public synchronized WriteResult write(
      NewObject object, byte[] content, Optional<String> replaces) {
    String name = object.name();
    if (!isLive(name, replaces)) {
      return new WriteResult.Conflict();
    }
    StoredBytes kept = new StoredBytes(content);
    Instant now = clock.instant();
    StoredObject stored =
        new StoredObject(name, newGeneration(), 1, kept.size(), now, now, object.metadata());
    objects.put(name, new LiveObject(stored, kept));
    return new WriteResult.Written(stored);
  }

  @Override
  public synchronized boolean delete(String name, String generation) {
    return isLive(name, Optional.of(generation)) && objects.remove(name) != null;
  }

  @Override
  public synchronized List<StoredObject> list(String prefix) {
    return list(prefix, "", "");
  }

  @Override
  public synchronized List<StoredObject> list(String prefix, String from, String before) {
    return objects.values().stream()
        .map(LiveObject::object)
        .filter(object -> object.name().startsWith(prefix))
        .filter(object -> ORDER.compare(object.name(), from) >= 0)
        .filter(object -> before.isEmpty() || ORDER.compare(object.name(), before) < 0)
        .sorted(Comparator.comparing(StoredObject::name, ORDER))
        .toList();
  }

  @Override
  public synchronized List<Version> versions(String prefix, String from, String before) {
    return list(prefix, from, before).stream().map(StoredObject::version).toList();
  }

  @Override
  public synchronized ObjectPage page(String prefix, String from, int most) {
    List<StoredObject> all = list(prefix, from, "");
    return all.size() <= most
        ? new ObjectPage(all, Optional.empty())
        : new ObjectPage(all.subList(0, most), Optional.of(all.get(most).name()));
  }

  @Override
  public String address(String name) {
    return "gs://" + bucket + "/" + name;
  }

  private Optional<LiveObject> live(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  private boolean isLive(String name, Optional<String> generation) {
    return live(name).map(live -> live.object().generation()).equals(generation);
  }

  private String newGeneration() {
    long generation;
    do {
      generation = random.nextLong(1, Long.MAX_VALUE);
    } while (!generations.add(generation));
    return Long.toString(generation);
  }
}
