package dev.slipway.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A CloudEvent in binary mode, as Eventarc posts it.
 *
 * @param type its type
 * @param source its source
 * @param data its data, JSON
 * @param time when what it tells happened
 */
record PostedEvent(String type, String source, String data, Instant time) {

  /** An object was written. */
  static PostedEvent uploaded(String object, long generation) {
    return new PostedEvent(
        "google.cloud.storage.object.v1.finalized",
        "//storage.googleapis.com/projects/_/buckets/" + EmulatedServices.SPECS,
        """
        {"kind": "storage#object", "bucket": "%s", "name": "%s", "generation": "%d",
         "metageneration": "1", "contentType": "application/json"}\
        """
            .formatted(EmulatedServices.SPECS, object, generation),
        Instant.now());
  }

  /** The same as of another time. */
  PostedEvent of(Instant other) {
    return new PostedEvent(type, source, data, other);
  }

  /** The clock's message of each minute. */
  static PostedEvent tick() {
    return new PostedEvent(
        "google.cloud.pubsub.topic.v1.messagePublished",
        "//pubsub.googleapis.com/projects/slipway-bench/topics/slipway",
        """
        {"subscription": "projects/slipway-bench/subscriptions/slipway", "message": {
          "data": "%s", "messageId": "%s", "publishTime": "%s", "attributes": {"slipway": "tick"}}}\
        """
            .formatted(
                Base64.getEncoder().encodeToString("tick".getBytes(StandardCharsets.UTF_8)),
                UUID.randomUUID(),
                Instant.now()),
        Instant.now());
  }

  /** The request that delivers it. */
  HttpRequest to(URI launcher) {
    return HttpRequest.newBuilder(launcher)
        .header("Content-Type", "application/json")
        .header("ce-specversion", "1.0")
        .header("ce-id", UUID.randomUUID().toString())
        .header("ce-source", source)
        .header("ce-type", type)
        .header("ce-time", time.toString())
        .POST(BodyPublishers.ofString(data))
        .build();
  }
}
