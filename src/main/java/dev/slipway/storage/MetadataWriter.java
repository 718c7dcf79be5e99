package dev.slipway.storage;

import com.google.gson.JsonArray;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values into custom metadata; empty ones are left out. */
final class MetadataWriter {

  private final Map<String, String> metadata = new HashMap<>();

  MetadataWriter text(String key, String value) {
    if (!value.isEmpty()) {
      metadata.put(key, MetadataText.encode(value));
    }
    return this;
  }

  MetadataWriter number(String key, int value) {
    return text(key, Integer.toString(value));
  }

  MetadataWriter flag(String key, boolean value) {
    return text(key, Boolean.toString(value));
  }

  MetadataWriter time(String key, Instant value) {
    return text(key, value.toString());
  }

  MetadataWriter timeUnless(String key, Instant value, Instant leftOut) {
    return value.equals(leftOut) ? this : time(key, value);
  }

  MetadataWriter texts(String key, List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return text(key, values.isEmpty() ? "" : CompactJson.write(array));
  }

  MetadataWriter words(String key, List<String> words) {
    return text(key, String.join(" ", words));
  }

  Map<String, String> done() {
    return Map.copyOf(metadata);
  }
}
