package dev.slipway.event;

import dev.slipway.dispatch.model.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Pub/Sub message as an event carries it
 * (https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/pubsub/v1/data.proto).
 * Everything but its attributes is read when it is asked for, so that a notification or a tick need
 * not have what only a spec must have.
 */
final class PubsubMessage {

  /** What the source of an event from a topic begins with. */
  private static final String PUBSUB = "//pubsub.googleapis.com/";

  private final String source;
  private final EventFields data;
  private final EventFields message;
  private final Map<String, String> attributes;
  private final Optional<Instant> eventTime;

  private PubsubMessage(String source, Optional<Instant> eventTime, EventFields data) {
    this.source = source;
    this.data = data;
    this.message = data.object("message");
    this.attributes = message.texts("attributes");
    this.eventTime = eventTime;
  }

  /**
   * The message within an event.
   *
   * @throws IllegalArgumentException when there is none
   */
  static PubsubMessage of(Event event, EventFields data) {
    return new PubsubMessage(event.source(), event.time(), data);
  }

  /**
   * Where it was published, as far as its event says: the topic of a CloudEvent, and the
   * subscription, each by its full name such as {@code projects/P/topics/T}.
   */
  List<String> origins() {
    List<String> origins = new ArrayList<>();
    if (source.startsWith(PUBSUB)) {
      origins.add(source.substring(PUBSUB.length()));
    }
    if (data.has("subscription")) {
      origins.add(data.text("subscription"));
    }
    return origins;
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** An attribute; empty when absent. */
  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  /** An attribute that must be there. */
  String required(String name) {
    if (attribute(name).isEmpty()) {
      throw new IllegalArgumentException("attribute %s is missing".formatted(name));
    }
    return attribute(name);
  }

  /**
   * What tells a spec in a message from others: the publisher's key, or else the message's ID. An
   * empty key counts as none: it would make one submission of all specs whose publisher forgot it.
   */
  String key() {
    String key = attribute("submission-key");
    if (key.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("attribute submission-key holds a control character");
    }
    return key.isEmpty() ? message.text("messageId") : key;
  }

  /** When it was published; the event's own time where the message doesn't say. */
  Instant published() {
    return message.has("publishTime")
        ? Instant.parse(message.text("publishTime"))
        : eventTime.orElseThrow(() -> message.missing("publishTime"));
  }

  /** Its data. */
  Bytes content() {
    String data = message.text("data");
    try {
      return Bytes.of(Base64.getDecoder().decode(data));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("data.message.data is not base64", e);
    }
  }
}
