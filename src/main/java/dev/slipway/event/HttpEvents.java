package dev.slipway.event;

import dev.slipway.dispatch.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Reads events from requests over HTTP, in the three forms in which they come:
 *
 * <ul>
 *   <li>a push of a Pub/Sub subscription (<a
 *       href="https://cloud.google.com/pubsub/docs/push#receive_push">its envelope</a>);
 *   <li>a CloudEvent in binary mode, as Eventarc sends it;
 *   <li>a CloudEvent in structured mode, as people send it with curl (<a
 *       href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 *       binding of CloudEvents</a>).
 * </ul>
 */
public final class HttpEvents {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch";

  private HttpEvents() {}

  /**
   * Reads one.
   *
   * @param headers of the request, their names in lower case
   * @throws IllegalArgumentException when it is a CloudEvent that lacks something; its message says
   *     what. A push is never refused: Pub/Sub would only send it again.
   */
  public static Event read(Map<String, String> headers, byte[] body) {
    String contentType = headers.getOrDefault("content-type", "");
    if (contentType.startsWith(BATCH)) {
      throw new IllegalArgumentException("batches of CloudEvents are not taken");
    }
    if (contentType.startsWith(STRUCTURED)) {
      return structured(EventFields.parse("event", body));
    }
    return headers.containsKey("ce-id") || headers.containsKey("ce-type")
        ? binary(headers, body)
        : pushed(headers, body);
  }

  private static Event binary(Map<String, String> headers, byte[] body) {
    return new Event(
        required(headers, "ce-id"),
        required(headers, "ce-type"),
        headers.getOrDefault("ce-source", ""),
        Optional.ofNullable(headers.get("ce-time")).map(time -> instant("ce-time", time)),
        Optional.ofNullable(headers.getOrDefault("ce-traceparent", headers.get("traceparent"))),
        Bytes.of(body));
  }

  private static String required(Map<String, String> headers, String name) {
    String value = headers.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("header " + name + " is missing");
    }
    return value;
  }

  private static Event structured(EventFields event) {
    return new Event(
        event.text("id"),
        event.text("type"),
        event.has("source") ? event.text("source") : "",
        event.has("time")
            ? Optional.of(instant("event.time", event.text("time")))
            : Optional.empty(),
        event.has("traceparent") ? Optional.of(event.text("traceparent")) : Optional.empty(),
        Bytes.of(data(event)));
  }

  private static byte[] data(EventFields event) {
    if (!event.has("data_base64")) {
      return event.json("data").getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(event.text("data_base64"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("event.data_base64 is not base64", e);
    }
  }

  private static Instant instant(String name, String time) {
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " is not a time of RFC 3339: " + time, e);
    }
  }

  /** Whatever is wrong with it, {@link Events} finds it again and says so. */
  private static Event pushed(Map<String, String> headers, byte[] body) {
    String id = "";
    Optional<Instant> time = Optional.empty();
    try {
      EventFields message = EventFields.parse("data", body).object("message");
      id = message.has("messageId") ? message.text("messageId") : "";
      time = Optional.of(instant("publishTime", message.text("publishTime")));
    } catch (IllegalArgumentException e) {
      // Without them, then.
    }
    return new Event(
        id,
        Events.PUBSUB,
        "",
        time,
        Optional.ofNullable(headers.get("traceparent")),
        Bytes.of(body));
  }
}
