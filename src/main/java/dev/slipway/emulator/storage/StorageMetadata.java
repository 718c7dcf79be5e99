package dev.slipway.emulator.storage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a writer says of an object, from the JSON of an object resource. */
final class StorageMetadata {

  /** The text fields a writer may set; all others of the resource are ignored, as in the API. */
  private static final List<String> FIELDS =
      List.of(
          "contentType",
          "contentEncoding",
          "contentDisposition",
          "contentLanguage",
          "cacheControl",
          "customTime",
          "storageClass");

  private StorageMetadata() {}

  /** The attributes an upload or a full update gives. */
  static ObjectAttributes attributes(JsonObject json) {
    return patched(new ObjectAttributes(Map.of(), Map.of()), json);
  }

  /** The attributes after a patch: null unsets, what is absent stays. */
  static ObjectAttributes patched(ObjectAttributes before, JsonObject patch) {
    Map<String, String> fields = merged(before.fields(), patch);
    fields.keySet().retainAll(FIELDS);
    JsonElement metadata = patch.get("metadata");
    if (metadata == null) {
      return new ObjectAttributes(fields, before.metadata());
    }
    if (metadata.isJsonNull()) {
      return new ObjectAttributes(fields, Map.of());
    }
    if (!metadata.isJsonObject()) {
      throw StorageRefusal.invalid("Invalid value for metadata: " + metadata);
    }
    return new ObjectAttributes(fields, merged(before.metadata(), metadata.getAsJsonObject()));
  }

  /** A text field of the resource. */
  static Optional<String> text(JsonObject json, String field) {
    return Optional.ofNullable(json.get(field))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString);
  }

  /** Refuses content that does not have the checksums its writer gave, if any. */
  static void check(ObjectContent content, JsonObject json, Optional<String> hashHeader) {
    Map<String, String> hashes = new HashMap<>();
    text(json, "crc32c").ifPresent(value -> hashes.put("crc32c", value));
    text(json, "md5Hash").ifPresent(value -> hashes.put("md5", value));
    for (String hash : hashHeader.orElse("").split(",", -1)) {
      String[] nameAndValue = hash.strip().split("=", 2);
      if (nameAndValue.length == 2) {
        hashes.put(nameAndValue[0], nameAndValue[1]);
      }
    }
    check("CRC32C", hashes.getOrDefault("crc32c", content.crc32c()), content.crc32c());
    check("MD5 hash", hashes.getOrDefault("md5", content.md5()), content.md5());
  }

  private static void check(String kind, String given, String actual) {
    if (!given.equals(actual)) {
      throw StorageRefusal.invalid(
          String.format(
              "Provided %s \"%s\" doesn't match calculated %s \"%s\".", kind, given, kind, actual));
    }
  }

  private static Map<String, String> merged(Map<String, String> before, JsonObject patch) {
    Map<String, String> after = new TreeMap<>(before);
    for (Map.Entry<String, JsonElement> entry : patch.entrySet()) {
      if (entry.getValue().isJsonNull()) {
        after.remove(entry.getKey());
      } else if (entry.getValue().isJsonPrimitive()) {
        after.put(entry.getKey(), entry.getValue().getAsString());
      }
    }
    return after;
  }
}
