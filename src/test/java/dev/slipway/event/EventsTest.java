package dev.slipway.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventsTest {

  private static final String FINALIZED = "google.cloud.storage.object.v1.finalized";
  private static final String PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";
  private static final Instant NOW = Instant.parse("2026-11-21T21:02:00Z");

  private final Events events =
      new Events(
          new SpecFilter("specs", "jobs/", List.of(".json", ".yaml")),
          List.of(),
          InstantSource.fixed(NOW));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|the event has no data",
        "{\"bucket\":|data is not JSON",
        "{bucket:1}|data is not JSON",
        "[]|data is not an object",
        "{}|data.bucket is missing",
        "{\"bucket\":null}|data.bucket is missing",
        "{\"bucket\":\"specs\"}|data.name is missing",
        "{\"bucket\":\"specs\",\"name\":\"\"}|data.name is empty",
        "{\"bucket\":\"specs\",\"name\":[]}|data.name is not a text",
        "{\"bucket\":\"specs\",\"name\":true}|data.name is not a text",
        "{\"bucket\":\"specs\",\"name\":\"jobs/a.json\"}|data.generation is missing",
        "{\"bucket\":\"specs\",\"name\":\"jobs/a.json\",\"generation\":1.7e15}"
            + "|\"1.7e15\" is not the generation of an object",
        "{\"bucket\":\"specs\",\"name\":\"jobs/a.json\",\"generation\":\"x\"}"
            + "|\"x\" is not the generation of an object",
      })
  void aBrokenStorageEventIsUnreadable(String data, String reason) {
    assertUnreadable(FINALIZED, data == null ? "" : data, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|data.message is missing",
        "{\"message\":1}|data.message is not an object",
        "{\"message\":{}}|data.message.messageId is missing",
        "{\"message\":{\"messageId\":\"1\"}}|data.message.data is missing",
        "{\"message\":{\"messageId\":\"1\",\"data\":\"\"}}|data.message.data is empty",
        "{\"message\":{\"messageId\":\"1\",\"data\":\"e30\\u0000\"}}|data.message.data is not"
            + " base64",
        "{\"message\":{\"messageId\":\"1\",\"data\":\"e30=\"}}|data.message.publishTime is missing",
        "{\"message\":{\"messageId\":\"1\",\"data\":\"e30=\",\"publishTime\":\"noon\"}}"
            + "|Text 'noon' could not be parsed at index 0",
        "{\"message\":{\"attributes\":[]}}|data.message.attributes is not an object",
        "{\"message\":{\"attributes\":{\"name\":1}}}|data.message.attributes.name is not a text",
        "{\"message\":{\"attributes\":{\"submission-key\":\"a\\nb\"}}}"
            + "|attribute submission-key holds a control character",
        "{\"message\":{\"attributes\":{\"bucketId\":\"specs\"}}}|attribute eventType is missing",
        "{\"message\":{\"attributes\":{\"eventType\":\"OBJECT_FINALIZE\"}}}"
            + "|attribute bucketId is missing",
        "{\"message\":{\"attributes\":{\"slipway\":\"tick\"}}}|data.message.publishTime is missing",
      })
  void aBrokenMessageIsUnreadable(String data, String reason) {
    assertUnreadable(PUBLISHED, data, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs/a\\nb.json", "jobs/a\\rb.json", "jobs/\\ud800.json"})
  void aNameThatNoObjectCanHaveIsUnreadable(String name) {
    assertUnreadable(
        FINALIZED,
        "{\"bucket\":\"specs\",\"name\":\"" + name + "\",\"generation\":\"1\"}",
        "no object can have this name");
  }

  @Test
  void aNameThatIsTooLongIsUnreadable() {
    assertUnreadable(
        FINALIZED,
        "{\"bucket\":\"specs\",\"name\":\"jobs/"
            + "é".repeat(510)
            + ".json\",\"generation\":\"1\"}",
        "no object can have this name");
  }

  @Test
  void dataThatIsNotUtf8IsUnreadable() {
    byte[] data = {'"', (byte) 0xff, '"'};
    assertEquals(
        new Signal.UnreadableEvent("e1", Bytes.of(data), FINALIZED + ": data is not UTF-8"),
        events.read(Event.of(event(FINALIZED).withData(data).build())));
  }

  @Test
  void dataNestedWithoutEndIsUnreadable() {
    assertUnreadable(FINALIZED, "[".repeat(1 << 20), "data is not JSON");
  }

  @Test
  void anEventWithoutDataIsUnreadable() {
    assertEquals(
        new Signal.UnreadableEvent(
            "e1", Bytes.of(new byte[0]), FINALIZED + ": the event has no data"),
        events.read(Event.of(event(FINALIZED).build())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "others|jobs/a.json|bucket \"others\" is not the spec bucket \"specs\"",
        "specs|a.json|object \"a.json\" is not under \"jobs/\"",
        "specs|jobs/a.md|object \"jobs/a.md\" does not end in .json or .yaml",
        "specs|jobs/|object \"jobs/\" does not end in .json or .yaml",
        "specs|jobs/.ipynb_checkpoints/a-checkpoint.json|object"
            + " \"jobs/.ipynb_checkpoints/a-checkpoint.json\" is hidden: a part of its name begins"
            + " with a dot",
        "specs|jobs/t/._a.json|object \"jobs/t/._a.json\" is hidden: a part of its name begins with"
            + " a dot",
        "specs|jobs/.#a.json|object \"jobs/.#a.json\" is hidden: a part of its name begins with a"
            + " dot",
        "specs|jobs/.A.JSON|object \"jobs/.A.JSON\" is hidden: a part of its name begins with a"
            + " dot",
        "specs|jobs/data.jsonl|object \"jobs/data.jsonl\" does not end in .json or .yaml",
      })
  void anObjectThatIsNoSpecIsIgnored(String bucket, String name, String reason) {
    String data =
        "{\"bucket\":\"%s\",\"name\":\"%s\",\"generation\":\"7\"}".formatted(bucket, name);
    assertEquals(new Signal.Ignored(reason), read(FINALIZED, data));
  }

  @Test
  void theNameComesFromTheDataNotFromTheSubject() {
    String data = "{\"bucket\":\"specs\",\"name\":\"jobs/\u00fcn,b.json\",\"generation\":\"7\"}";
    CloudEvent event =
        event(FINALIZED)
            .withSubject("b.json")
            .withData(data.getBytes(StandardCharsets.UTF_8))
            .build();
    assertEquals(
        new Signal.SpecArrived("specs", "jobs/\u00fcn,b.json", "7", NOW),
        events.read(Event.of(event)));
  }

  @Test
  void anUploadWasToldFirstAtTheTimeOfItsEvent() {
    String data = "{\"bucket\":\"specs\",\"name\":\"jobs/a.json\",\"generation\":\"7\"}";
    CloudEvent event =
        event(FINALIZED)
            .withTime(OffsetDateTime.parse("2026-11-21T20:02:00+01:00"))
            .withData(data.getBytes(StandardCharsets.UTF_8))
            .build();
    assertEquals(
        new Signal.SpecArrived("specs", "jobs/a.json", "7", Instant.parse("2026-11-21T19:02:00Z")),
        events.read(Event.of(event)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T21:00:00Z,true",
    "2026-11-21T20:59:59Z,false",
    "2026-11-21T21:05:00Z,true"
  })
  void aTickCountsForTwoMinutes(Instant published, boolean counts) {
    String data =
        "{\"message\":{\"attributes\":{\"slipway\":\"tick\"},\"publishTime\":\"%s\"}}"
            .formatted(published);
    assertEquals(
        counts
            ? new Signal.Tick(published)
            : new Signal.Ignored(
                "a tick of 2026-11-21T20:59:59Z is too old, a newer one is on its way"),
        read(PUBLISHED, data));
  }

  @ParameterizedTest
  @CsvSource({
    "//pubsub.googleapis.com/projects/p/topics/ticks,projects/p/subscriptions/eventarc-7",
    "//pubsub.googleapis.com/projects/p/topics/ticks,",
    ",projects/p/subscriptions/ticks",
    "//pubsub.googleapis.com/projects/1234/topics/ticks,",
    ",projects/1234/subscriptions/ticks",
  })
  void ticksOfTheNamedTopicOrSubscriptionCount(String source, String subscription) {
    assertEquals(
        new Signal.Tick(Instant.parse("2026-11-21T21:02:00Z")), tick(source, subscription));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "//pubsub.googleapis.com/projects/p/topics/specs|projects/p/subscriptions/eventarc-7"
            + "|projects/p/topics/specs, projects/p/subscriptions/eventarc-7",
        "|projects/p/subscriptions/specs|projects/p/subscriptions/specs",
        "//pubsub.googleapis.com/projects/p/subscriptions/ticks2||projects/p/subscriptions/ticks2",
        "//pubsub.googleapis.com/projects||projects",
        "//pubsub.googleapis.com/projects/||projects/",
        "//elsewhere/projects/p/topics/ticks||an unknown topic",
        "||an unknown topic",
      })
  void aTickThatIsPublishedWhereSpecsAreIsNone(String source, String subscription, String told) {
    assertEquals(
        new Signal.Ignored(
            "a tick of "
                + told
                + " does not count: SLIPWAY_TICKS_FROM is projects/p/topics/ticks,"
                + "projects/p/subscriptions/ticks"),
        tick(source, subscription));
  }

  private static Signal tick(String source, String subscription) {
    String from = subscription == null ? "" : "\"subscription\": \"" + subscription + "\",";
    String data =
        "{%s\"message\":{\"attributes\":{\"slipway\":\"tick\"},\"publishTime\":\"%s\"}}"
            .formatted(from, NOW);
    return new Events(
            new SpecFilter("specs", "", List.of()),
            List.of("projects/p/topics/ticks", "projects/p/subscriptions/ticks"),
            InstantSource.fixed(NOW))
        .read(
            new Event(
                "e1",
                PUBLISHED,
                source == null ? "" : source,
                Optional.empty(),
                Optional.empty(),
                Bytes.of(data.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whereTheMessageHasNoTimeTheEventsOwnCounts() {
    String data = "{\"message\":{\"attributes\":{\"slipway\":\"tick\"}}}";
    CloudEvent event =
        event(PUBLISHED)
            .withTime(OffsetDateTime.parse("2026-11-21T22:02:00+01:00"))
            .withData(data.getBytes(StandardCharsets.UTF_8))
            .build();
    assertEquals(
        new Signal.Tick(Instant.parse("2026-11-21T21:02:00Z")), events.read(Event.of(event)));
  }

  @Test
  void anEmptyKeyCountsAsNone() {
    String data =
        "{\"message\":{\"attributes\":{\"submission-key\":\"\"},\"messageId\":\"9\","
            + "\"data\":\"e30=\",\"publishTime\":\"2026-11-21T21:00:00Z\"}}";
    assertEquals(
        new Signal.SpecPublished(
            "9",
            "",
            Bytes.of("{}".getBytes(StandardCharsets.UTF_8)),
            Instant.parse("2026-11-21T21:00:00Z")),
        read(PUBLISHED, data));
  }

  @Test
  void aFilterWithoutSuffixesTakesEveryObject() {
    assertEquals(
        Optional.empty(), new SpecFilter("specs", "", List.of()).whyNot("specs", "anything"));
  }

  private void assertUnreadable(String type, String data, String reason) {
    assertEquals(
        new Signal.UnreadableEvent(
            "e1", Bytes.of(data.getBytes(StandardCharsets.UTF_8)), type + ": " + reason),
        read(type, data));
  }

  private Signal read(String type, String data) {
    return events.read(
        Event.of(event(type).withData(data.getBytes(StandardCharsets.UTF_8)).build()));
  }

  private static CloudEventBuilder event(String type) {
    return CloudEventBuilder.v1().withId("e1").withSource(URI.create("//test")).withType(type);
  }
}
