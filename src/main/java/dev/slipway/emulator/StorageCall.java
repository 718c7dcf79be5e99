package dev.slipway.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls the emulator answers, by the method ids of the JSON API, and where they arrive. The
 * first one that fits is meant. A star stands for one encoded segment of the path.
 *
 * <p>https://cloud.google.com/storage/docs/json_api/v1
 */
enum StorageCall {
  BUCKETS_LIST("GET", "/storage/v1/b"),
  BUCKETS_INSERT("POST", "/storage/v1/b"),
  BUCKETS_GET("GET", "/storage/v1/b/*"),
  OBJECTS_LIST("GET", "/storage/v1/b/*/o"),
  /** The bytes of an object; {@code objects.get} with {@code alt=media} in the API's words. */
  OBJECTS_READ("GET", "/storage/v1/b/*/o/*?alt=media", "/download/storage/v1/b/*/o/*"),
  OBJECTS_GET("GET", "/storage/v1/b/*/o/*"),
  OBJECTS_PATCH("PATCH", "/storage/v1/b/*/o/*"),
  OBJECTS_UPDATE("PUT", "/storage/v1/b/*/o/*"),
  OBJECTS_DELETE("DELETE", "/storage/v1/b/*/o/*"),
  /** The first request of a resumable upload. */
  UPLOADS_START(
      "POST",
      "/upload/storage/v1/b/*/o?uploadType=resumable",
      "/resumable/upload/storage/v1/b/*/o"),
  /** Bytes for a resumable upload, or the question how many have arrived. */
  UPLOADS_CONTINUE("PUT", "/upload/storage/v1/b/*/o", "/resumable/upload/storage/v1/b/*/o"),
  /** An upload in one request. */
  OBJECTS_INSERT("POST", "/upload/storage/v1/b/*/o");

  /** A call and the decoded names that its path holds: the bucket, then the object. */
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

  /** The call that a method, a raw path and a query mean; empty if it is none of these. */
  static Optional<Match> find(String method, String rawPath, Map<String, String> query) {
    for (StorageCall call : values()) {
      if (call.method.equals(method)) {
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
