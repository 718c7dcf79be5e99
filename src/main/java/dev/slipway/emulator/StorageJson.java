package dev.slipway.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Base64;

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
    JsonObject json = new JsonObject();
    json.addProperty("kind", "storage#object");
    json.addProperty("id", object.path() + "/" + object.generation());
    String link = "/storage/v1/b/" + object.bucket() + "/o/" + ObjectNames.encode(object.name());
    json.addProperty("selfLink", root + link);
    json.addProperty(
        "mediaLink",
        root + "/download" + link + "?generation=" + object.generation() + "&alt=media");
    json.addProperty("name", object.name());
    json.addProperty("bucket", object.bucket());
    json.addProperty("generation", Long.toString(object.generation()));
    json.addProperty("metageneration", Long.toString(object.metageneration()));
    json.addProperty("storageClass", "STANDARD");
    object.attributes().fields().forEach(json::addProperty);
    json.addProperty("size", Integer.toString(object.content().size()));
    json.addProperty("md5Hash", object.content().md5());
    json.addProperty("crc32c", object.content().crc32c());
    json.addProperty("etag", etag(object));
    addTimes(json, object.created(), object.updated());
    object
        .noncurrentSince()
        .ifPresent(since -> json.addProperty("timeDeleted", TIME.format(since)));
    if (!object.attributes().metadata().isEmpty()) {
      JsonObject metadata = new JsonObject();
      object.attributes().metadata().forEach(metadata::addProperty);
      json.add("metadata", metadata);
    }
    return json;
  }

  JsonObject page(ObjectListing.Page page) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", "storage#objects");
    page.end().ifPresent(end -> json.addProperty("nextPageToken", StorageQuery.pageToken(end)));
    if (!page.prefixes().isEmpty()) {
      json.add("prefixes", array(page.prefixes().stream().map(JsonPrimitive::new).toList()));
    }
    if (!page.objects().isEmpty()) {
      json.add("items", array(page.objects().stream().map(this::object).toList()));
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

  private static void addTimes(JsonObject json, Instant created, Instant updated) {
    json.addProperty("timeCreated", TIME.format(created));
    json.addProperty("updated", TIME.format(updated));
    json.addProperty("timeStorageClassUpdated", TIME.format(created));
    json.addProperty("timeFinalized", TIME.format(created));
  }
}
