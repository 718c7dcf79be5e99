package dev.slipway.emulator.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The calls the emulator answers, by the method ids of the JSON API.
 *
 * <p>https://cloud.google.com/storage/docs/json_api/v1
 */
public enum StorageCall {
  // Where each arrives: a star stands for one encoded segment of the path, and the first call that
  // fits is meant.
  /** {@code buckets.list}. */
  BUCKETS_LIST("GET", "/storage/v1/b"),
  /** {@code buckets.insert}. */
  BUCKETS_INSERT("POST", "/storage/v1/b"),
  /** {@code buckets.get}. */
  BUCKETS_GET("GET", "/storage/v1/b/*"),
  /** {@code buckets.patch}. */
  BUCKETS_PATCH("PATCH", "/storage/v1/b/*"),
  /** {@code buckets.delete}. */
  BUCKETS_DELETE("DELETE", "/storage/v1/b/*"),
  /** {@code buckets.getStorageLayout}. */
  BUCKETS_LAYOUT("GET", "/storage/v1/b/*/storageLayout"),
  /** {@code buckets.testIamPermissions}. */
  BUCKETS_TEST_PERMISSIONS("GET", "/storage/v1/b/*/iam/testPermissions"),
  /** {@code notifications.list}. */
  NOTIFICATIONS_LIST("GET", "/storage/v1/b/*/notificationConfigs"),
  /** {@code notifications.insert}. */
  NOTIFICATIONS_INSERT("POST", "/storage/v1/b/*/notificationConfigs"),
  /** {@code notifications.get}. */
  NOTIFICATIONS_GET("GET", "/storage/v1/b/*/notificationConfigs/*"),
  /** {@code notifications.delete}. */
  NOTIFICATIONS_DELETE("DELETE", "/storage/v1/b/*/notificationConfigs/*"),
  /** {@code objects.list}. */
  OBJECTS_LIST("GET", "/storage/v1/b/*/o"),
  /** The bytes of an object; {@code objects.get} with {@code alt=media} in the API's words. */
  OBJECTS_READ("GET", "/storage/v1/b/*/o/*?alt=media", "/download/storage/v1/b/*/o/*"),
  /** {@code objects.get} without the bytes. */
  OBJECTS_GET("GET", "/storage/v1/b/*/o/*"),
  /** {@code objects.patch}. */
  OBJECTS_PATCH("PATCH", "/storage/v1/b/*/o/*"),
  /** {@code objects.update}. */
  OBJECTS_UPDATE("PUT", "/storage/v1/b/*/o/*"),
  /** {@code objects.delete}. */
  OBJECTS_DELETE("DELETE", "/storage/v1/b/*/o/*"),
  /** {@code objects.rewrite}. */
  OBJECTS_REWRITE("POST", "/storage/v1/b/*/o/*/rewriteTo/b/*/o/*"),
  /** {@code objects.copy}. */
  OBJECTS_COPY("POST", "/storage/v1/b/*/o/*/copyTo/b/*/o/*"),
  /** {@code objects.move}. */
  OBJECTS_MOVE("POST", "/storage/v1/b/*/o/*/moveTo/o/*"),
  /** {@code objects.compose}. */
  OBJECTS_COMPOSE("POST", "/storage/v1/b/*/o/*/compose"),
  /** The first request of a resumable upload. */
  UPLOADS_START(
      "POST",
      "/upload/storage/v1/b/*/o?uploadType=resumable",
      "/resumable/upload/storage/v1/b/*/o"),
  /** Bytes for a resumable upload, or the question how many have arrived. */
  UPLOADS_CONTINUE("PUT", "/upload/storage/v1/b/*/o", "/resumable/upload/storage/v1/b/*/o"),
  /** An upload in one request; {@code objects.insert} in the API's words. */
  OBJECTS_INSERT("POST", "/upload/storage/v1/b/*/o");

  private static final String API = "/storage/v1";

  /** A call and the decoded names that its path holds, in its order. */
  record Match(StorageCall call, List<String> names) {}

  private final String method;
  private final String pattern;
  private final String otherPattern;

  StorageCall(String method, String pattern) {
    this(method, pattern, pattern);
  }

  StorageCall(String method, String pattern, String otherPattern) {
    this.method = method;
    this.pattern = pattern;
    this.otherPattern = otherPattern;
  }

  /** Its method id, as in {@code objects.insert}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /**
   * The call that a method, a raw path and a query mean; empty if it is none of these.
   *
   * <p>Google's Node client appends {@code /b/...} to {@code STORAGE_EMULATOR_HOST}, while its
   * uploads go below {@code /upload/storage/v1}. Google's Go client posts the bytes of a resumable
   * upload.
   */
  static Optional<Match> find(String method, String path, Map<String, String> query) {
    String rawPath = path.equals("/b") || path.startsWith("/b/") ? API + path : path;
    String meant = method.equals("POST") && query.containsKey("upload_id") ? "PUT" : method;
    for (StorageCall call : values()) {
      if (call.method.equals(meant)) {
        Optional<Match> match =
            names(call.pattern, rawPath, query)
                .or(() -> names(call.otherPattern, rawPath, query))
                .map(names -> new Match(call, names));
        if (match.isPresent()) {
          return match;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<List<String>> names(
      String pattern, String rawPath, Map<String, String> query) {
    String[] pathAndQuery = pattern.split("\\?", 2);
    String[] wanted = pathAndQuery[0].split("/", -1);
    String[] given = rawPath.split("/", -1);
    if (wanted.length != given.length
        || (pathAndQuery.length == 2 && !has(query, pathAndQuery[1]))) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("*")) {
        names.add(ObjectNames.decode(given[i]));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private static boolean has(Map<String, String> query, String parameter) {
    String[] nameAndValue = parameter.split("=", 2);
    return nameAndValue[1].equals(query.get(nameAndValue[0]));
  }
}
