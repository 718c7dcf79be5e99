package dev.slipway.event;

import dev.slipway.dispatch.model.Bytes;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as it arrived, by whichever way. Nothing of it has been checked.
 *
 * @param id tells it from others of its source, for logs
 * @param type as CloudEvents have it, such as {@code google.cloud.storage.object.v1.finalized}
 * @param source as CloudEvents have it, such as {@code
 *     //pubsub.googleapis.com/projects/P/topics/T}; empty when it does not say, as a push of
 *     Pub/Sub
 * @param time when what it reports happened; empty when it does not say
 * @param traceparent the trace of the request that brought it; empty when there is none
 * @param data its content; no bytes when it has none
 */
public record Event(
    String id,
    String type,
    String source,
    Optional<Instant> time,
    Optional<String> traceparent,
    Bytes data) {

  /** What the Functions Framework makes of a request from Eventarc. */
  public static Event of(CloudEvent event) {
    return new Event(
        event.getId(),
        event.getType(),
        Objects.toString(event.getSource(), ""),
        Optional.ofNullable(event.getTime()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(event.getExtension("traceparent")).map(Object::toString),
        Bytes.of(
            Optional.ofNullable(event.getData()).map(CloudEventData::toBytes).orElse(new byte[0])));
  }
}
