package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Buckets and objects as the resources of the JSON API. 64-bit numbers are strings there.
 *
 * <p>https://cloud.google.com/storage/docs/json_api/v1/objects#resource
 */
final class StorageJson {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final String root;

  /** Resources whose links start with this address, which has no slash at its end. */
  StorageJson(String root) {
    this.root = root;
  }

  JsonObject bucket(BucketSettings bucket) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", "storage#bucket");
    json.addProperty("id", bucket.name());
    json.addProperty("name", bucket.name());
    json.addProperty("selfLink", root + "/storage/v1/b/" + bucket.name());
    json.addProperty("metageneration", Long.toString(bucket.metageneration()));
    json.addProperty("location", bucket.location());
    json.addProperty("storageClass", "STANDARD");
    json.addProperty("timeCreated", TIME.format(bucket.created()));
    json.addProperty("updated", TIME.format(bucket.updated()));
    if (bucket.versioning()) {
      JsonObject versioning = new JsonObject();
      versioning.addProperty("enabled", true);
      json.add("versioning", versioning);
    }
    return json;
  }

  JsonObject object(ObjectVersion object) {
    return object(object, Optional.empty());
  }

  /**
   * An object for a caller who has sent this key, or none: checksums are shown only with its own.
   */
  JsonObject object(ObjectVersion object, Optional<CustomerKey> key) {
    return object(object, key, StorageFields.ALL);
  }

  /** Of a long list nearly nothing is wanted: what is not is not worked out. */
  private JsonObject object(ObjectVersion object, Optional<CustomerKey> key, StorageFields fields) {
    WantedFields json = new WantedFields(new JsonObject(), fields);
    json.add("kind", () -> "storage#object");
    json.add("id", () -> object.path() + "/" + object.generation());
    json.add("selfLink", () -> root + link(object));
    json.add(
        "mediaLink",
        () ->
            root
                + "/download"
                + link(object)
                + "?generation="
                + object.generation()
                + "&alt=media");
    json.add("name", object::name);
    json.add("bucket", object::bucket);
    json.add("generation", () -> Long.toString(object.generation()));
    json.add("metageneration", () -> Long.toString(object.metageneration()));
    json.add("storageClass", () -> "STANDARD");
    object.attributes().fields().forEach((name, value) -> json.add(name, () -> value));
    json.add("size", () -> Integer.toString(object.content().size()));
    if (object.content().key().equals(key)) {
      json.add("md5Hash", object.content()::md5);
      json.add("crc32c", object.content()::crc32c);
    }
    json.add("etag", () -> etag(object));
    json.add("timeCreated", () -> TIME.format(object.created()));
    json.add("updated", () -> TIME.format(object.updated()));
    json.add("timeStorageClassUpdated", () -> TIME.format(object.created()));
    json.add("timeFinalized", () -> TIME.format(object.created()));
    object.noncurrentSince().ifPresent(since -> json.add("timeDeleted", () -> TIME.format(since)));
    if (fields.has("metadata") && !object.attributes().metadata().isEmpty()) {
      JsonObject metadata = new JsonObject();
      object.attributes().metadata().forEach(metadata::addProperty);
      json.json().add("metadata", metadata);
    }
    if (fields.has("customerEncryption")) {
      object.content().key().ifPresent(its -> json.json().add("customerEncryption", its.json()));
    }
    return json.json();
  }

  private static String link(ObjectVersion object) {
    return "/storage/v1/b/" + object.bucket() + "/o/" + ObjectNames.encode(object.name());
  }

  /** An object of which some fields are wanted. */
  private record WantedFields(JsonObject json, StorageFields fields) {
    void add(String name, Supplier<String> value) {
      if (fields.has(name)) {
        json.addProperty(name, value.get());
      }
    }
  }

  JsonObject page(ObjectListing.ListedPage page, StorageFields fields) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", "storage#objects");
    page.end().ifPresent(end -> json.addProperty("nextPageToken", StorageQuery.pageToken(end)));
    if (!page.prefixes().isEmpty()) {
      json.add("prefixes", array(page.prefixes().stream().map(JsonPrimitive::new).toList()));
    }
    if (!page.objects().isEmpty()) {
      StorageFields wanted = fields.of("items");
      json.add(
          "items",
          array(page.objects().stream().map(o -> object(o, Optional.empty(), wanted)).toList()));
    }
    return json;
  }

  static JsonArray array(Iterable<? extends JsonElement> elements) {
    JsonArray array = new JsonArray();
    elements.forEach(array::add);
    return array;
  }

  /** The etag: a protobuf message of generation (field 1) and metageneration (field 2). */
  static String etag(ObjectVersion object) {
    ByteBuffer buffer = ByteBuffer.allocate(22);
    putVarint(buffer.put((byte) 0x08), object.generation());
    putVarint(buffer.put((byte) 0x10), object.metageneration());
    byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static void putVarint(ByteBuffer buffer, long value) {
    long rest = value;
    for (; rest > 0x7F; rest >>>= 7) {
      buffer.put((byte) (rest | 0x80));
    }
    buffer.put((byte) rest);
  }
}
