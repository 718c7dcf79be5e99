package dev.slipway.event;

import dev.slipway.contract.Contract;
import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which events, and which attributes of messages, mean something. */
class EventContractTest {

  private static final Instant NOW = Instant.parse("2026-11-21T21:00:00Z");
  private static final String STORAGE = "google.cloud.storage.object.v1.";
  private static final String PUBSUB = "google.cloud.pubsub.topic.v1.messagePublished";
  private static final String OBJECT =
      "{\"bucket\": \"specs\", \"name\": \"a.json\", \"generation\": \"7\"}";

  private final Events events =
      new Events(new SpecFilter("specs", "", List.of()), List.of(), InstantSource.fixed(NOW));
  private final Set<String> understood = new TreeSet<>();

  /** All types of Cloud Storage's and Pub/Sub's events and notifications are tried. */
  @Test
  void eventsAndAttributes() {
    for (String type : List.of("finalized", "deleted", "archived", "metadataUpdated")) {
      Signal signal = read(STORAGE + type, OBJECT);
      note("type " + STORAGE + type, !(signal instanceof Signal.Ignored));
    }
    Signal plain = message("");
    note("type " + PUBSUB, plain instanceof Signal.SpecPublished);
    for (String type :
        List.of("OBJECT_FINALIZE", "OBJECT_DELETE", "OBJECT_ARCHIVE", "OBJECT_METADATA_UPDATE")) {
      note(
          "attributes bucketId, eventType=" + type + ", objectGeneration, objectId",
          !(message(notification(type)) instanceof Signal.Ignored));
    }
    Signal gone = message(notification("OBJECT_DELETE"));
    note(
        "attribute overwrittenByGeneration",
        !gone.equals(
            message(notification("OBJECT_DELETE") + ", \"overwrittenByGeneration\": \"8\"")));
    note("attribute slipway=tick", message("\"slipway\": \"tick\"") instanceof Signal.Tick);
    for (String attribute : List.of("name", "submission-key")) {
      note("attribute " + attribute, !plain.equals(message("\"" + attribute + "\": \"x\"")));
    }

    Contract.check("events", understood);
  }

  private void note(String name, boolean isUnderstood) {
    if (isUnderstood) {
      understood.add(name);
    }
  }

  private static String notification(String type) {
    return "\"eventType\": \"%s\", \"bucketId\": \"specs\", \"objectId\": \"a\", \"objectGeneration\": \"7\""
        .formatted(type);
  }

  private Signal message(String attributes) {
    return read(
        PUBSUB,
        "{\"message\": {\"messageId\": \"9\", \"data\": \"e30=\", \"publishTime\": \"%s\", \"attributes\": {%s}}}"
            .formatted(NOW, attributes));
  }

  private Signal read(String type, String data) {
    return events.read(
        new Event(
            "e1",
            type,
            "",
            Optional.empty(),
            Optional.empty(),
            Bytes.of(data.getBytes(StandardCharsets.UTF_8))));
  }
}
