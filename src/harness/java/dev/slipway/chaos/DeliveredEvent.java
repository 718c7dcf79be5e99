package dev.slipway.chaos;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.dispatch.model.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A CloudEvent in binary mode, as it stands on the wire.
 *
 * @param headers its HTTP headers
 * @param body its data
 */
record DeliveredEvent(Map<String, String> headers, String body) {

  private static final String SOURCE =
      "//pubsub.googleapis.com/projects/slipway-local/topics/slipway";

  DeliveredEvent {
    headers = Map.copyOf(headers);
  }

  /** One that arrived, of which only what makes it an event is kept. */
  static DeliveredEvent arrived(Map<String, List<String>> headers, byte[] body) {
    return new DeliveredEvent(
        headers.entrySet().stream()
            .filter(header -> header.getKey().matches("(?i)ce-.*|content-type"))
            .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().get(0))),
        new String(body, StandardCharsets.UTF_8));
  }

  /** A tick, as Cloud Scheduler publishes it. */
  static DeliveredEvent tick(Instant now) {
    String id = UUID.randomUUID().toString();
    return pubsub(
        id,
        now,
        """
        {"message":{"attributes":{"slipway":"tick"},"messageId":"%s","publishTime":"%s"}}\
        """
            .formatted(id, now));
  }

  /** A message with a spec inside. */
  static DeliveredEvent spec(String key, String spec, Instant now) {
    String data = Base64.getEncoder().encodeToString(spec.getBytes(StandardCharsets.UTF_8));
    return pubsub(
        key,
        now,
        """
        {"message":{"attributes":{"submission-key":"%s"},"data":"%s","messageId":"%s","publishTime":"%s"}}\
        """
            .formatted(key, data, key, now));
  }

  private static DeliveredEvent pubsub(String id, Instant now, String data) {
    return new DeliveredEvent(
        Map.of(
            "Content-Type",
            "application/json",
            "ce-specversion",
            "1.0",
            "ce-id",
            id,
            "ce-source",
            SOURCE,
            "ce-type",
            "google.cloud.pubsub.topic.v1.messagePublished",
            "ce-time",
            now.toString()),
        data);
  }

  /** ID of the submission whose upload it announces; empty when it announces none. */
  Optional<String> uploaded() {
    boolean isUpload =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("ce-type"))
            .anyMatch(header -> header.getValue().endsWith(".finalized"));
    if (!isUpload) {
      return Optional.empty();
    }
    JsonObject object = JsonParser.parseString(body).getAsJsonObject();
    return Optional.of(
        new Submission(
                object.get("bucket").getAsString(),
                object.get("name").getAsString(),
                object.get("generation").getAsString())
            .id());
  }
}
