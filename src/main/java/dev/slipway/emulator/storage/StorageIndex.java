package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Everything the emulator holds but the bytes of objects, as one JSON document.
 *
 * @param generations where the generations of the next run go on
 * @param ids where its ids go on
 * @param buckets the buckets with all they hold
 */
record StorageIndex(
    StorageNumbers.Position generations, StorageNumbers.Position ids, List<BucketState> buckets) {

  /** The version of the document; others are not understood. */
  static final int SCHEMA_VERSION = 1;

  /** Reads a document; the bytes of each object come from this, by generation. */
  static StorageIndex parse(JsonObject json, LongFunction<ObjectContent> contents) {
    int version = json.get("schemaVersion").getAsInt();
    if (version != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "its schemaVersion is " + version + " and must be " + SCHEMA_VERSION);
    }
    return new StorageIndex(
        StorageNumbers.Position.parse(json.get("generations").getAsString()),
        StorageNumbers.Position.parse(json.get("ids").getAsString()),
        json.getAsJsonArray("buckets").asList().stream()
            .map(bucket -> bucket(bucket.getAsJsonObject(), contents))
            .toList());
  }

  /** The document. */
  static JsonObject json(
      StorageNumbers generations, StorageNumbers ids, Collection<BucketState> buckets) {
    JsonObject json = new JsonObject();
    json.addProperty("schemaVersion", SCHEMA_VERSION);
    json.addProperty("generations", generations.position().toString());
    json.addProperty("ids", ids.position().toString());
    json.add("buckets", StorageJson.array(buckets.stream().map(StorageIndex::json).toList()));
    return json;
  }

  private static JsonObject json(BucketState bucket) {
    BucketSettings settings = bucket.settings();
    JsonObject json = new JsonObject();
    json.addProperty("name", settings.name());
    json.addProperty("location", settings.location());
    json.addProperty("versioning", settings.versioning());
    json.addProperty("metageneration", settings.metageneration());
    json.addProperty("created", settings.created().toString());
    json.addProperty("updated", settings.updated().toString());
    json.add(
        "notifications",
        StorageJson.array(
            bucket.notifications().values().stream().map(StorageNotification::json).toList()));
    JsonArray objects = new JsonArray();
    bucket
        .names()
        .forEach(name -> bucket.versions(name).forEach(object -> objects.add(json(object))));
    json.add("objects", objects);
    return json;
  }

  private static JsonObject json(ObjectVersion object) {
    JsonObject json = new JsonObject();
    json.addProperty("name", object.name());
    json.addProperty("generation", object.generation());
    json.addProperty("metageneration", object.metageneration());
    json.addProperty("crc32c", object.content().crc32c());
    object.content().key().ifPresent(key -> json.addProperty("keySha256", key.sha256()));
    json.addProperty("created", object.created().toString());
    json.addProperty("updated", object.updated().toString());
    object
        .noncurrentSince()
        .ifPresent(since -> json.addProperty("noncurrentSince", since.toString()));
    json.add("fields", json(object.attributes().fields()));
    json.add("metadata", json(object.attributes().metadata()));
    return json;
  }

  private static JsonObject json(Map<String, String> texts) {
    JsonObject json = new JsonObject();
    new TreeMap<>(texts).forEach(json::addProperty);
    return json;
  }

  private static BucketState bucket(JsonObject json, LongFunction<ObjectContent> contents) {
    BucketState bucket =
        BucketState.empty(
            new BucketSettings(
                json.get("name").getAsString(),
                json.get("location").getAsString(),
                json.get("versioning").getAsBoolean(),
                json.get("metageneration").getAsLong(),
                instant(json, "created"),
                instant(json, "updated")));
    for (JsonElement element : json.getAsJsonArray("notifications")) {
      JsonObject notification = element.getAsJsonObject();
      String id = notification.get("id").getAsString();
      bucket.notifications().put(id, StorageNotification.parse(id, notification));
    }
    for (JsonElement object : json.getAsJsonArray("objects")) {
      bucket.put(object(bucket.name(), object.getAsJsonObject(), contents));
    }
    return bucket;
  }

  private static ObjectVersion object(
      String bucket, JsonObject json, LongFunction<ObjectContent> contents) {
    long generation = json.get("generation").getAsLong();
    ObjectContent content = contents.apply(generation);
    String crc32c = json.get("crc32c").getAsString();
    if (!content.crc32c().equals(crc32c)) {
      throw new IllegalArgumentException(
          String.format(
              "content/%d has the CRC32C %s and must have %s",
              generation, content.crc32c(), crc32c));
    }
    return new ObjectVersion(
        bucket,
        json.get("name").getAsString(),
        generation,
        json.get("metageneration").getAsLong(),
        content.encryptedWith(StorageMetadata.text(json, "keySha256").map(CustomerKey::new)),
        new ObjectAttributes(texts(json, "fields"), texts(json, "metadata")),
        instant(json, "created"),
        instant(json, "updated"),
        json.has("noncurrentSince")
            ? Optional.of(instant(json, "noncurrentSince"))
            : Optional.empty());
  }

  private static Instant instant(JsonObject json, String field) {
    return Instant.parse(json.get(field).getAsString());
  }

  private static Map<String, String> texts(JsonObject json, String field) {
    Map<String, String> texts = new HashMap<>();
    json.getAsJsonObject(field)
        .entrySet()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
    return texts;
  }
}
