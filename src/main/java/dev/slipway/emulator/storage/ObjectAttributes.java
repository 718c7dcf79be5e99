package dev.slipway.emulator.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a writer may say of an object besides its bytes.
 *
 * @param fields the fields of the object resource that are plain text, by their JSON name: {@code
 *     contentType}, {@code cacheControl}; absent means not set
 * @param metadata the custom metadata, 8 KiB at most
 */
public record ObjectAttributes(Map<String, String> fields, Map<String, String> metadata) {

  /** All keys and values together: https://cloud.google.com/storage/quotas#objects */
  private static final int LONGEST_METADATA_BYTES = 8 * 1024;

  public ObjectAttributes {
    fields = Map.copyOf(fields);
    metadata = Map.copyOf(metadata);
  }

  /** Attributes that only name the content's type, with custom metadata. */
  static ObjectAttributes of(String contentType, Map<String, String> metadata) {
    return new ObjectAttributes(Map.of("contentType", contentType), metadata);
  }

  /** Refuses metadata that is too long. */
  void check() {
    int bytes =
        metadata.entrySet().stream().mapToInt(e -> utf8(e.getKey()) + utf8(e.getValue())).sum();
    if (bytes > LONGEST_METADATA_BYTES) {
      // Our inference: the limit is documented, the sentence is not.
      throw StorageRefusal.invalid(
          "Custom metadata of "
              + bytes
              + " bytes exceeds the maximum of "
              + LONGEST_METADATA_BYTES
              + ".");
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
