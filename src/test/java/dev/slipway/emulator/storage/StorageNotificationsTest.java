package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.storage.Notification;
import com.google.cloud.storage.NotificationInfo;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.event.EventReceiver;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes that notification configurations announce to Pub/Sub topics. */
class StorageNotificationsTest {

  private static final String TOPIC = "projects/p1/topics/specs";
  private static final NotificationInfo ALL =
      NotificationInfo.newBuilder("//pubsub.googleapis.com/" + TOPIC)
          .setPayloadFormat(NotificationInfo.PayloadFormat.JSON_API_V1)
          .build();

  private final StorageRig rig = StorageRig.start();
  private final EventReceiver receiver;

  StorageNotificationsTest() throws Exception {
    receiver = new EventReceiver(0, 500);
    rig.emulator.deliverTopicTo(TOPIC, receiver.uri());
  }

  @AfterEach
  void stop() {
    rig.close();
    receiver.close();
  }

  private static JsonObject message(EventReceiver.Received event) {
    return JsonParser.parseString(event.body()).getAsJsonObject().getAsJsonObject("message");
  }

  private static Map<String, String> attributes(EventReceiver.Received event) {
    Map<String, String> attributes = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry :
        message(event).getAsJsonObject("attributes").entrySet()) {
      attributes.put(entry.getKey(), entry.getValue().getAsString());
    }
    return attributes;
  }

  private static String data(EventReceiver.Received event) {
    return new String(Base64.getDecoder().decode(message(event).get("data").getAsString()), UTF_8);
  }

  @Test
  void aWriteIsAMessageOfItsTopic() throws Exception {
    Notification notification = rig.client.createNotification("specs", ALL);

    String generation = "" + rig.emulator.put("specs", "a,b.json", new byte[0], Map.of());
    EventReceiver.Received event = receiver.next();

    assertEquals("google.cloud.pubsub.topic.v1.messagePublished", event.headers().get("ce-type"));
    assertEquals(
        "//pubsub.googleapis.com/projects/p1/topics/specs", event.headers().get("ce-source"));
    assertEquals(
        Map.of(
            "notificationConfig",
            "projects/_/buckets/specs/notificationConfigs/" + notification.getNotificationId(),
            "eventType",
            "OBJECT_FINALIZE",
            "payloadFormat",
            "JSON_API_V1",
            "bucketId",
            "specs",
            "objectId",
            "a,b.json",
            "objectGeneration",
            generation,
            "eventTime",
            "2026-11-01T08:00:00.123Z"),
        attributes(event));
    assertEquals(
        generation,
        JsonParser.parseString(data(event)).getAsJsonObject().get("generation").getAsString());
    assertEquals(event.headers().get("ce-id"), message(event).get("messageId").getAsString());
    assertEquals(
        "projects/p1/subscriptions/eventarc-specs",
        JsonParser.parseString(event.body()).getAsJsonObject().get("subscription").getAsString());
  }

  @Test
  void anOverwriteIsTwoMessagesThatNameEachOther() throws Exception {
    String first = "" + rig.emulator.put("specs", "a", new byte[0], Map.of());
    rig.client.createNotification("specs", ALL);

    String second = "" + rig.emulator.put("specs", "a", new byte[0], Map.of());
    Map<String, Map<String, String>> byType = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      Map<String, String> attributes = attributes(receiver.next());
      byType.put(attributes.getOrDefault("eventType", ""), attributes);
    }

    Map<String, String> finalize = byType.getOrDefault("OBJECT_FINALIZE", Map.of());
    Map<String, String> delete = byType.getOrDefault("OBJECT_DELETE", Map.of());
    assertEquals(second, finalize.get("objectGeneration"));
    assertEquals(first, finalize.get("overwroteGeneration"));
    assertEquals(first, delete.get("objectGeneration"));
    assertEquals(second, delete.get("overwrittenByGeneration"));
  }

  @Test
  void onlyWhatIsAskedForIsAnnounced() throws Exception {
    rig.client.createNotification(
        "specs",
        ALL.toBuilder()
            .setPayloadFormat(NotificationInfo.PayloadFormat.NONE)
            .setEventTypes(NotificationInfo.EventType.OBJECT_DELETE)
            .setObjectNamePrefix("team/")
            .setCustomAttributes(Map.of("k", "v"))
            .build());

    rig.emulator.put("specs", "team/a", new byte[0], Map.of());
    rig.emulator.put("specs", "other", new byte[0], Map.of());
    rig.client.delete("specs", "other");
    rig.client.delete("specs", "team/a");
    EventReceiver.Received event = receiver.next();

    assertEquals("team/a", attributes(event).get("objectId"));
    assertEquals("OBJECT_DELETE", attributes(event).get("eventType"));
    assertEquals("v", attributes(event).get("k"));
    assertEquals("", data(event));
    rig.emulator.delivery().idle().get();
    assertEquals(1, rig.journaled().stream().filter(entry -> entry.startsWith("event.")).count());
  }

  @Test
  void whatIsDeletedAnnouncesNothing() {
    Notification notification = rig.client.createNotification("specs", ALL);
    assertEquals(List.of(notification), rig.client.listNotifications("specs"));

    assertTrue(rig.client.deleteNotification("specs", notification.getNotificationId()));
    rig.emulator.put("specs", "a", new byte[0], Map.of());

    assertEquals(List.of(), rig.client.listNotifications("specs"));
    assertEquals(List.of("object.written specs/a"), rig.journaled());
  }

  @Test
  void aTopicMustBeNamedInFull() {
    JsonObject json = new JsonObject();
    json.addProperty("topic", "specs");

    StorageRefusal refusal =
        assertThrows(StorageRefusal.class, () -> StorageNotification.parse("1", json));

    assertEquals("Invalid Google Cloud Pub/Sub topic: specs", refusal.getMessage());
  }
}
