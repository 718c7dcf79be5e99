package dev.slipway.storage;

import dev.slipway.dispatch.model.Versioned;
import java.time.Instant;
import java.util.Map;

/**
 * The live generation of an object, without its content.
 *
 * @param name within its bucket
 * @param generation compared for equality only, as generations are not ordered
 * @param metageneration counts the changes of its metadata, from 1
 * @param size of the content, in bytes
 * @param created when this generation was written, by the bucket's clock
 * @param updated when its metadata last changed; {@code created} unless somebody edited them
 * @param metadata the custom metadata
 */
public record StoredObject(
    String name,
    String generation,
    long metageneration,
    long size,
    Instant created,
    Instant updated,
    Map<String, String> metadata) {
  public StoredObject {
    metadata = Map.copyOf(metadata);
  }

  /** Which version of it this is. */
  public Version version() {
    return new Version(name, generation, metageneration);
  }

  /** What was read from this object, with what it takes to replace it. */
  <T> Versioned<T> keep(T value) {
    return new Versioned<>(value, generation, updated);
  }
}
