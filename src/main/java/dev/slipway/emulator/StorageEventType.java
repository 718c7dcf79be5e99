package dev.slipway.emulator;

/** The kinds of Cloud Storage events that can be delivered. */
public enum StorageEventType {
  /** A new generation became live: created or overwritten. */
  FINALIZED("google.cloud.storage.object.v1.finalized"),
  /** A generation ceased to be: deleted or overwritten. */
  DELETED("google.cloud.storage.object.v1.deleted");

  private final String ceType;

  StorageEventType(String ceType) {
    this.ceType = ceType;
  }

  /** The type attribute of the CloudEvent. */
  public String ceType() {
    return ceType;
  }

  /** Whether this change is of that kind. */
  boolean means(ObjectChange change) {
    return this == FINALIZED
        ? change instanceof ObjectChange.Written
        : change instanceof ObjectChange.Deleted;
  }
}
