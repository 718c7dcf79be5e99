package dev.slipway.emulator.storage;

/** A call that Cloud Storage answers with an error: HTTP status, reason, and message. */
final class StorageRefusal extends RuntimeException {

  private final int status;
  private final String reason;

  /**
   * @param status the HTTP status
   * @param reason Google's machine-readable reason, such as {@code notFound}
   * @param message Google's sentence for people
   */
  StorageRefusal(int status, String reason, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  static StorageRefusal noSuchBucket() {
    return new StorageRefusal(404, "notFound", "The specified bucket does not exist.");
  }

  static StorageRefusal noSuchObject(String bucket, String name) {
    return new StorageRefusal(404, "notFound", "No such object: " + bucket + "/" + name);
  }

  static StorageRefusal noSuchNotification(String bucket, String id) {
    return new StorageRefusal(
        404, "notFound", "No such notification: " + bucket + "/notificationConfigs/" + id);
  }

  static StorageRefusal invalid(String message) {
    return new StorageRefusal(400, "invalid", message);
  }

  static StorageRefusal conditionNotMet(int status) {
    return new StorageRefusal(
        status,
        "conditionNotMet",
        "At least one of the pre-conditions you specified did not hold.");
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  /** The error domain, which Google derives from the reason. */
  String domain() {
    return reason.equals("rateLimitExceeded") ? "usageLimits" : "global";
  }

  /** The message; never null here. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
