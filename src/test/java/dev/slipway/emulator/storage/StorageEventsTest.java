package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.event.EventReceiver;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a change of an object tells its subscribers. */
class StorageEventsTest {

  private final Journal journal = new Journal();
  private final StorageRig rig = StorageRig.start();
  private final EventReceiver receiver;

  StorageEventsTest() throws Exception {
    receiver = new EventReceiver(0, 500);
  }

  @AfterEach
  void stop() {
    rig.close();
    receiver.close();
  }

  private static String generationIn(EventReceiver.Received event) {
    return JsonParser.parseString(event.body()).getAsJsonObject().get("generation").getAsString();
  }

  @Test
  void aWrittenObjectIsAnnouncedWithItsResource() throws Exception {
    rig.emulator.deliverTo("specs", StorageEventType.FINALIZED, receiver.uri());
    BlobInfo info =
        BlobInfo.newBuilder("specs", "a,b/\"ü\" 100%.json")
            .setContentType("application/json")
            .setMetadata(Map.of("team", "vision"))
            .build();

    Blob written = rig.client.create(info, "{}".getBytes(UTF_8));
    EventReceiver.Received event = receiver.next();

    Map<String, String> headers = new TreeMap<>(event.headers());
    headers.remove("ce-id");
    assertEquals(
        Map.of(
            "ce-specversion", "1.0",
            "ce-type", "google.cloud.storage.object.v1.finalized",
            "ce-source", "//storage.googleapis.com/projects/_/buckets/specs",
            "ce-subject", "objects/a,b/%22%C3%BC%22%20100%25.json",
            "ce-time", "2026-11-01T08:00:00.123Z",
            "ce-bucket", "specs",
            "content-type", "application/json"),
        headers);
    JsonObject data = JsonParser.parseString(event.body()).getAsJsonObject();
    JsonObject expected = new JsonObject();
    expected.addProperty("kind", "storage#object");
    expected.addProperty("name", "a,b/\"ü\" 100%.json");
    expected.addProperty("bucket", "specs");
    expected.addProperty("generation", written.getGeneration().toString());
    expected.addProperty("metageneration", "1");
    expected.addProperty("size", "2");
    expected.addProperty("contentType", "application/json");
    expected.addProperty("storageClass", "STANDARD");
    expected.addProperty("timeCreated", "2026-11-01T08:00:00.123Z");
    expected.addProperty("updated", "2026-11-01T08:00:00.123Z");
    expected.addProperty("crc32c", written.getCrc32c());
    expected.addProperty("md5Hash", written.getMd5());
    expected.addProperty("etag", written.getEtag());
    expected.add("metadata", JsonParser.parseString("{\"team\":\"vision\"}"));
    data.keySet().retainAll(expected.keySet());
    assertEquals(expected, data);
  }

  @Test
  void anOverwriteAnnouncesTheNewAndTheEndOfTheOld() throws Exception {
    try (EventReceiver deleted = new EventReceiver(0, 500)) {
      rig.emulator.deliverTo("specs", StorageEventType.FINALIZED, receiver.uri());
      rig.emulator.deliverTo("specs", StorageEventType.DELETED, deleted.uri());

      String first = "" + rig.emulator.put("specs", "a", new byte[0], Map.of());
      assertEquals(first, generationIn(receiver.next()));
      String second = "" + rig.emulator.put("specs", "a", new byte[0], Map.of());
      assertEquals(second, generationIn(receiver.next()));
      EventReceiver.Received end = deleted.next();
      assertEquals("google.cloud.storage.object.v1.deleted", end.headers().get("ce-type"));
      assertEquals(first, generationIn(end));
      rig.client.delete("specs", "a");
      assertEquals(second, generationIn(deleted.next()));
      rig.emulator.delivery().idle().get();
    }
  }

  @Test
  void onlyTheBucketSubscribedToIsHeard() throws Exception {
    rig.client.create(BucketInfo.of("state"));
    rig.emulator.deliverTo("specs", StorageEventType.FINALIZED, receiver.uri());

    rig.emulator.put("state", "a", new byte[0], Map.of());
    rig.emulator.put("specs", "b", new byte[0], Map.of());
    rig.emulator.delivery().idle().get();

    assertEquals(
        List.of("object.written state/a", "object.written specs/b", "event.delivered specs/b"),
        rig.journaled());
  }

  @Test
  void copiesOfAnEventDifferOnlyInTheirId() throws Exception {
    try (StorageEmulator twice =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets("specs").withEventCopies(2), journal)) {
      twice.deliverTo("specs", StorageEventType.FINALIZED, receiver.uri());

      twice.put("specs", "a", new byte[0], Map.of());
      EventReceiver.Received one = receiver.next();
      EventReceiver.Received other = receiver.next();

      assertEquals(one.body(), other.body());
      assertNotEquals(one.headers().get("ce-id"), other.headers().get("ce-id"));
    }
  }

  @Test
  void aTargetThatIsNoHttpAddressIsRefusedAtOnce() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                rig.emulator.deliverTo(
                    "specs", StorageEventType.FINALIZED, URI.create("ftp://127.0.0.1/")));

    assertEquals("invalid URI scheme ftp", refusal.getMessage());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> StorageEmulatorOptions.withBuckets("specs").withEventCopies(0));

    assertEquals("eventCopies is 0 and must be 1 or more.", refusal.getMessage());
  }
}
