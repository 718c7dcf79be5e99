package dev.slipway.storage;

import com.google.cloud.storage.StorageException;
import dev.slipway.dispatch.model.RetryLater;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of Cloud Storage failed: which, where, and why, for those who tell a person. */
public final class StorageCallException extends RetryLater {
  private static final long serialVersionUID = 1;

  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** https://cloud.google.com/storage/docs/access-control/iam-permissions */
  private static final Pattern PERMISSION = Pattern.compile("storage\\.[a-z]+\\.[a-zA-Z]+");

  /** What a call needs, where Cloud Storage's answer does not say. */
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "find", "storage.objects.get",
          "read", "storage.objects.get",
          "list", "storage.objects.list",
          "write", "storage.objects.create",
          "delete", "storage.objects.delete",
          "listNotifications", "storage.buckets.get");

  /** Why a call failed, as far as it makes a difference to whoever called. */
  public enum FailureKind {
    /** Nobody is logged in, or not any more. */
    NO_CREDENTIALS,
    /** A permission is missing. */
    FORBIDDEN,
    /** The bucket is not there. */
    NO_BUCKET,
    /** Anything else. */
    OTHER
  }

  private final FailureKind why;
  private final String bucket;
  private final String object;
  private final String permission;

  private StorageCallException(
      String message, Throwable cause, FailureKind why, Place place, String permission) {
    super(message, cause);
    this.why = why;
    this.bucket = place.bucket();
    this.object = place.object();
    this.permission = permission;
  }

  /** Where: an object's name, or the prefix of a list. */
  private record Place(String bucket, String object) {}

  static StorageCallException of(String call, String bucket, String object, Exception cause) {
    String said =
        (cause instanceof StorageException answer ? answer.getCode() + " " : "")
            + cause.getMessage();
    Matcher named = PERMISSION.matcher(said);
    return new StorageCallException(
        "Cloud Storage: " + call + " gs://" + bucket + "/" + object + ": " + said,
        cause,
        why(cause),
        new Place(bucket, object),
        named.find() ? named.group() : PERMISSIONS.getOrDefault(call, call));
  }

  private static FailureKind why(Exception cause) {
    int code = cause instanceof StorageException answer ? answer.getCode() : 0;
    return switch (code) {
      case UNAUTHENTICATED -> FailureKind.NO_CREDENTIALS;
      case FORBIDDEN -> FailureKind.FORBIDDEN;
      case NOT_FOUND -> FailureKind.NO_BUCKET;
      default -> isOfCredentials(cause) ? FailureKind.NO_CREDENTIALS : FailureKind.OTHER;
    };
  }

  /** Credentials that have expired or were revoked fail in the library before anything is asked. */
  private static boolean isOfCredentials(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each.getClass().getName().startsWith("com.google.auth.")
          || String.valueOf(each.getMessage())
              .toLowerCase(Locale.ROOT)
              .contains("error getting access token")) {
        return true;
      }
    }
    return false;
  }

  /** Why it failed. */
  public FailureKind why() {
    return why;
  }

  /** The bucket that was called. */
  public String bucket() {
    return bucket;
  }

  /** The object's name, or the prefix of a list. */
  public String object() {
    return object;
  }

  /** The permission that the call needs, such as {@code storage.objects.get}. */
  public String permission() {
    return permission;
  }
}
