package dev.slipway.emulator.storage;

import dev.slipway.emulator.event.EventDelivery;
import dev.slipway.emulator.event.EventMessage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Turns changes of objects into the CloudEvents of Eventarc's direct Cloud Storage triggers. Safe
 * for use by many threads.
 *
 * <p>https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/storage/v1/events.proto
 */
final class StorageEvents {

  private record EventSubscription(String bucket, StorageEventType type, URI target) {}

  private final EventDelivery delivery;
  private final StorageNumbers ids;
  private final StorageJson json;
  private final int copies;
  private final List<EventSubscription> subscriptions = new CopyOnWriteArrayList<>();

  /**
   * @param delivery posts the events
   * @param ids where event ids come from
   * @param json how the object is written in the event
   * @param copies how many times each event is delivered, each with an id of its own, as Cloud
   *     Storage's notifications may be
   */
  StorageEvents(EventDelivery delivery, StorageNumbers ids, StorageJson json, int copies) {
    this.delivery = delivery;
    this.ids = ids;
    this.json = json;
    this.copies = copies;
  }

  void subscribe(String bucket, StorageEventType type, URI target) {
    // Refused here, before a write finds out.
    var unused = HttpRequest.newBuilder(target);
    subscriptions.add(new EventSubscription(bucket, type, target));
  }

  /** Posts what the subscribers of this change are to hear. */
  void changed(ObjectChange change) {
    for (EventSubscription subscription : subscriptions) {
      if (subscription.bucket().equals(change.object().bucket())
          && subscription.type() == StorageEventType.of(change)) {
        for (int copy = 0; copy < copies; copy++) {
          var unused = delivery.post(event(subscription.type(), change), subscription.target());
        }
      }
    }
  }

  private EventMessage event(StorageEventType type, ObjectChange change) {
    ObjectVersion object = change.object();
    Map<String, String> attributes = new HashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", Long.toString(ids.next()));
    attributes.put("source", "//storage.googleapis.com/projects/_/buckets/" + object.bucket());
    attributes.put("type", type.ceType());
    attributes.put("subject", "objects/" + object.name());
    attributes.put("time", change.at().toString());
    attributes.put("bucket", object.bucket());
    // Our inference: a deleted object's body is the object as it last was. That it was overwritten
    // shows only in Pub/Sub notification attributes, not in a direct event.
    return new EventMessage(attributes, "application/json", json.object(object).toString());
  }
}
