package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A notification configuration of a bucket: which changes are announced to which Pub/Sub topic.
 *
 * <p>https://cloud.google.com/storage/docs/json_api/v1/notifications#resource
 *
 * @param id names it in its bucket
 * @param topic {@code projects/P/topics/T}
 * @param payload {@code JSON_API_V1}: the message's data is the object resource; {@code NONE}:
 *     empty
 * @param eventTypes the kinds announced, as in {@code OBJECT_FINALIZE}; none means all
 * @param prefix names announced start with this; empty means all
 * @param attributes attributes added to each message
 */
record StorageNotification(
    String id,
    String topic,
    String payload,
    List<String> eventTypes,
    String prefix,
    Map<String, String> attributes) {

  private static final String TOPIC_PREFIX = "//pubsub.googleapis.com/";
  private static final Pattern TOPIC = Pattern.compile("projects/[^/]+/topics/[^/]+");
  private static final List<String> PAYLOADS = List.of("JSON_API_V1", "NONE");

  StorageNotification {
    eventTypes = List.copyOf(eventTypes);
    attributes = Map.copyOf(attributes);
  }

  /**
   * Reads the resource that a caller wants to create.
   *
   * @throws StorageRefusal if it names no topic, or an unknown payload format
   */
  static StorageNotification parse(String id, JsonObject json) {
    String topic = StorageMetadata.text(json, "topic").orElse("").replaceFirst(TOPIC_PREFIX, "");
    if (!TOPIC.matcher(topic).matches()) {
      throw StorageRefusal.invalid("Invalid Google Cloud Pub/Sub topic: " + topic);
    }
    String payload = StorageMetadata.text(json, "payload_format").orElse("JSON_API_V1");
    if (!PAYLOADS.contains(payload)) {
      throw StorageRefusal.invalid("Invalid value for payload_format: " + payload);
    }
    return new StorageNotification(
        id,
        topic,
        payload,
        json.has("event_types")
            ? json.getAsJsonArray("event_types").asList().stream()
                .map(JsonElement::getAsString)
                .toList()
            : List.of(),
        StorageMetadata.text(json, "object_name_prefix").orElse(""),
        json.has("custom_attributes")
            ? texts(json.getAsJsonObject("custom_attributes"))
            : Map.of());
  }

  /** Whether it announces this change. */
  boolean announces(ObjectChange change) {
    String type = StorageEventType.of(change).notification();
    return (eventTypes.isEmpty() || eventTypes.contains(type))
        && change.object().name().startsWith(prefix);
  }

  /** The resource, as the API writes it. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("kind", "storage#notification");
    json.addProperty("id", id);
    json.addProperty("etag", id);
    json.addProperty("topic", TOPIC_PREFIX + topic);
    json.addProperty("payload_format", payload);
    if (!eventTypes.isEmpty()) {
      JsonArray types = new JsonArray();
      eventTypes.forEach(types::add);
      json.add("event_types", types);
    }
    if (!prefix.isEmpty()) {
      json.addProperty("object_name_prefix", prefix);
    }
    if (!attributes.isEmpty()) {
      JsonObject custom = new JsonObject();
      new TreeMap<>(attributes).forEach(custom::addProperty);
      json.add("custom_attributes", custom);
    }
    return json;
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new TreeMap<>();
    json.entrySet().forEach(entry -> texts.put(entry.getKey(), entry.getValue().getAsString()));
    return texts;
  }
}
