package dev.slipway.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEventsTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String FINALIZED = "google.cloud.storage.object.v1.finalized";
  private static final String PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";

  @Test
  void aPushOfPubsubIsAMessageThatWasPublished() {
    String push =
        """
        {"subscription": "projects/p/subscriptions/s", "deliveryAttempt": 2, "message": {
          "messageId": "9", "publishTime": "2026-11-21T21:00:00Z", "data": "e30="}}\
        """;

    assertEquals(
        new Event(
            "9",
            PUBLISHED,
            "",
            Optional.of(Instant.parse("2026-11-21T21:00:00Z")),
            Optional.of(TRACE),
            bytes(push)),
        read(Map.of("content-type", "application/json", "traceparent", TRACE), push));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{}", "``", "[", "{\"message\":[]}", "{\"displayName\":\"train\"}"})
  void aPushThatIsNoneIsLeftToBeFoundUnreadable(String push) {
    assertEquals(
        new Event("", PUBLISHED, "", Optional.empty(), Optional.empty(), bytes(push)),
        read(Map.of("content-type", "application/json"), push));
  }

  @Test
  void aCloudEventInBinaryModeHasItsAttributesInHeaders() {
    assertEquals(
        new Event(
            "e1",
            FINALIZED,
            "//storage.googleapis.com/projects/_/buckets/specs",
            Optional.of(Instant.parse("2026-11-21T19:02:00Z")),
            Optional.of(TRACE),
            bytes("{}")),
        read(
            Map.of(
                "ce-id", "e1",
                "ce-type", FINALIZED,
                "ce-source", "//storage.googleapis.com/projects/_/buckets/specs",
                "ce-time", "2026-11-21T20:02:00+01:00",
                "ce-traceparent", TRACE,
                "traceparent", "00-another"),
            "{}"));
  }

  @Test
  void aCloudEventInStructuredModeHasThemBesideItsData() {
    assertEquals(
        new Event(
            "e1",
            FINALIZED,
            "//s",
            Optional.of(Instant.parse("2026-11-21T21:02:00Z")),
            Optional.empty(),
            bytes("{\"bucket\":\"specs\"}")),
        structured(
            """
            {"specversion": "1.0", "id": "e1", "source": "//s", "type": "%s",
             "time": "2026-11-21T21:02:00Z", "data": {"bucket": "specs"}}\
            """
                .formatted(FINALIZED)));
  }

  @Test
  void dataInBase64IsDecoded() {
    assertEquals(
        new Event("e1", "t", "", Optional.empty(), Optional.empty(), bytes("{}")),
        structured("{\"id\": \"e1\", \"type\": \"t\", \"data_base64\": \"e30=\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[|event is not JSON",
        "{}|event.id is missing",
        "{\"id\":\"1\"}|event.type is missing",
        "{\"id\":\"1\",\"type\":7.5,\"time\":\"noon\"}"
            + "|event.time is not a time of RFC 3339: noon",
        "{\"id\":\"1\",\"type\":\"t\",\"data_base64\":\"?\"}|event.data_base64 is not base64",
      })
  void aCloudEventThatLacksSomethingIsRefused(String event, String reason) {
    assertEquals(
        reason, assertThrows(IllegalArgumentException.class, () -> structured(event)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "ce-id,1,header ce-type is missing",
    "ce-type,t,header ce-id is missing",
    "content-type,application/cloudevents-batch+json,batches of CloudEvents are not taken",
  })
  void aCloudEventWhoseHeadersLackSomethingIsRefused(String name, String value, String reason) {
    assertEquals(
        reason,
        assertThrows(IllegalArgumentException.class, () -> read(Map.of(name, value), "{}"))
            .getMessage());
  }

  private static Event structured(String event) {
    return read(Map.of("content-type", "application/cloudevents+json; charset=utf-8"), event);
  }

  private static Event read(Map<String, String> headers, String body) {
    return HttpEvents.read(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
