package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import dev.slipway.emulator.event.EventDelivery;
import dev.slipway.emulator.event.EventMessage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Announces changes of objects to Pub/Sub topics, as notification configurations ask for, and hands
 * each message to the topic's subscribers as Eventarc does. A topic exists once it is named. Safe
 * for use by many threads.
 *
 * <p>https://cloud.google.com/storage/docs/pubsub-notifications#format
 *
 * <p>https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/pubsub/v1/data.proto
 */
final class StorageTopics {

  private record TopicSubscription(String topic, URI target) {}

  private final EventDelivery delivery;
  private final StorageNumbers ids;
  private final StorageJson json;
  private final int copies;
  private final List<TopicSubscription> subscriptions = new CopyOnWriteArrayList<>();

  /**
   * @param delivery posts the events
   * @param ids where message ids come from
   * @param json how the object is written in a message
   * @param copies how many messages, each with an id of its own, announce one change
   */
  StorageTopics(EventDelivery delivery, StorageNumbers ids, StorageJson json, int copies) {
    this.delivery = delivery;
    this.ids = ids;
    this.json = json;
    this.copies = copies;
  }

  void subscribe(String topic, URI target) {
    // Refused here, before a write finds out.
    var unused = HttpRequest.newBuilder(target);
    subscriptions.add(new TopicSubscription(topic, target));
  }

  /** Posts what the subscribers of a bucket's notifications are to hear of this change. */
  void changed(BucketState bucket, ObjectChange change) {
    for (StorageNotification notification : bucket.notifications().values()) {
      if (notification.announces(change)) {
        for (int copy = 0; copy < copies; copy++) {
          publish(notification, change);
        }
      }
    }
  }

  private void publish(StorageNotification notification, ObjectChange change) {
    String id = Long.toString(ids.next());
    for (TopicSubscription subscription : subscriptions) {
      if (subscription.topic().equals(notification.topic())) {
        var unused = delivery.post(event(id, notification, change), subscription.target());
      }
    }
  }

  private EventMessage event(String id, StorageNotification notification, ObjectChange change) {
    JsonObject attributes = new JsonObject();
    attributes(notification, change).forEach(attributes::addProperty);
    JsonObject message = new JsonObject();
    message.add("attributes", attributes);
    message.addProperty("data", data(notification, change));
    message.addProperty("messageId", id);
    message.addProperty("publishTime", change.at().toString());
    JsonObject data = new JsonObject();
    data.add("message", message);
    // Our inference: the name of Eventarc's own subscription is not documented.
    data.addProperty(
        "subscription", notification.topic().replace("/topics/", "/subscriptions/eventarc-"));
    return new EventMessage(
        Map.of(
            "specversion",
            "1.0",
            "id",
            id,
            "source",
            "//pubsub.googleapis.com/" + notification.topic(),
            "type",
            "google.cloud.pubsub.topic.v1.messagePublished",
            "time",
            change.at().toString()),
        "application/json",
        data.toString());
  }

  private String data(StorageNotification notification, ObjectChange change) {
    String text =
        notification.payload().equals("NONE") ? "" : json.object(change.object()).toString();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> attributes(
      StorageNotification notification, ObjectChange change) {
    ObjectVersion object = change.object();
    Map<String, String> attributes = new TreeMap<>(notification.attributes());
    attributes.put(
        "notificationConfig",
        "projects/_/buckets/" + object.bucket() + "/notificationConfigs/" + notification.id());
    attributes.put("eventType", StorageEventType.of(change).notification());
    attributes.put("payloadFormat", notification.payload());
    attributes.put("bucketId", object.bucket());
    attributes.put("objectId", object.name());
    attributes.put("objectGeneration", Long.toString(object.generation()));
    attributes.put("eventTime", change.at().toString());
    change.overwrote().ifPresent(old -> attributes.put("overwroteGeneration", Long.toString(old)));
    change
        .overwrittenBy()
        .ifPresent(by -> attributes.put("overwrittenByGeneration", Long.toString(by)));
    return attributes;
  }
}
