package dev.slipway.emulator.storage;

/**
 * The kinds of Cloud Storage events that can be delivered.
 *
 * <p>https://cloud.google.com/storage/docs/pubsub-notifications#events
 */
public enum StorageEventType {
  /** A new generation became live: created or overwritten. */
  FINALIZED("google.cloud.storage.object.v1.finalized", "OBJECT_FINALIZE"),
  /** The attributes of a generation changed. */
  METADATA_UPDATED("google.cloud.storage.object.v1.metadataUpdated", "OBJECT_METADATA_UPDATE"),
  /** The live generation became noncurrent: deleted or overwritten in a bucket with versioning. */
  ARCHIVED("google.cloud.storage.object.v1.archived", "OBJECT_ARCHIVE"),
  /** A generation ceased to be: deleted for good, or overwritten in a bucket without versioning. */
  DELETED("google.cloud.storage.object.v1.deleted", "OBJECT_DELETE");

  private final String ceType;
  private final String notification;

  StorageEventType(String ceType, String notification) {
    this.ceType = ceType;
    this.notification = notification;
  }

  /** The type attribute of the CloudEvent. */
  public String ceType() {
    return ceType;
  }

  /** The {@code eventType} attribute of a Pub/Sub notification. */
  public String notification() {
    return notification;
  }

  /** The kind a change is of. */
  static StorageEventType of(ObjectChange change) {
    if (change instanceof ObjectChange.Finalized) {
      return FINALIZED;
    }
    if (change instanceof ObjectChange.Updated) {
      return METADATA_UPDATED;
    }
    return change instanceof ObjectChange.Archived ? ARCHIVED : DELETED;
  }
}
