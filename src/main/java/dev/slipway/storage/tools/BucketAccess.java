package dev.slipway.storage.tools;

import com.google.cloud.storage.Notification;
import com.google.cloud.storage.Storage;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.StorageCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is set for a bucket, not what is in it. Every method throws {@link StorageCallException}
 * when there is no answer.
 */
public final class BucketAccess {

  private final GoogleObjectStore bucket;

  /** What is set for that bucket. */
  public BucketAccess(GoogleObjectStore bucket) {
    this.bucket = bucket;
  }

  /**
   * Those of some permissions that the caller has on the bucket, in their order. Conditions on
   * objects' names count as not met.
   */
  public List<String> granted(List<String> permissions) {
    List<Boolean> has =
        bucket.ask(
            "testIamPermissions", (storage, name) -> storage.testIamPermissions(name, permissions));
    List<String> granted = new ArrayList<>();
    for (int i = 0; i < permissions.size(); i++) {
      if (has.get(i)) {
        granted.add(permissions.get(i));
      }
    }
    return granted;
  }

  /**
   * Who is told of the bucket's objects.
   *
   * @param topic in full: {@code projects/PROJECT/topics/TOPIC}
   * @param prefix with what the objects' names begin; empty for all
   */
  public record Told(String topic, String prefix) {}

  /** The bucket's notification configurations. */
  public List<Told> notifications() {
    return bucket.ask("listNotifications", Storage::listNotifications).stream()
        .map(BucketAccess::told)
        .toList();
  }

  private static Told told(Notification notification) {
    return new Told(
        notification.getTopic().replaceFirst("^//pubsub\\.googleapis\\.com/", ""),
        Optional.ofNullable(notification.getObjectNamePrefix()).orElse(""));
  }
}
