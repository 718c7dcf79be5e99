package dev.slipway.emulator.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Answers with the bytes of an object, or with the range of them that was asked for. */
final class StorageDownload {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private StorageDownload() {}

  /**
   * The answer. An object that is stored compressed is unpacked for a client that does not accept
   * gzip, without any range (https://cloud.google.com/storage/docs/transcoding).
   */
  static StorageAnswer of(
      ObjectVersion object, Optional<String> range, Optional<String> acceptEncoding) {
    return isUnpackedFor(object, acceptEncoding)
        ? unpacked(object).orElseGet(() -> stored(object, range))
        : stored(object, range);
  }

  private static boolean isUnpackedFor(ObjectVersion object, Optional<String> acceptEncoding) {
    Map<String, String> fields = object.attributes().fields();
    return fields.getOrDefault("contentEncoding", "").equals("gzip")
        && !acceptEncoding.orElse("").contains("gzip")
        && !fields.getOrDefault("cacheControl", "").contains("no-transform");
  }

  /** Empty when it is not compressed, whatever its metadata says; no page says what comes then. */
  private static Optional<StorageAnswer> unpacked(ObjectVersion object) {
    Map<String, String> headers = headers(object);
    headers.remove("Content-Encoding");
    try (InputStream content =
        new GZIPInputStream(new ByteArrayInputStream(object.content().bytes()))) {
      return Optional.of(new StorageAnswer(200, headers, ObjectContent.of(content.readAllBytes())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A range that is not understood is ignored, as HTTP has it. */
  private static StorageAnswer stored(ObjectVersion object, Optional<String> range) {
    Matcher matcher = RANGE.matcher(range.orElse("").strip());
    Map<String, String> headers = headers(object);
    if (!matcher.matches() || matcher.group().equals("bytes=-")) {
      return new StorageAnswer(200, headers, object.content());
    }
    int size = object.content().size();
    boolean fromEnd = matcher.group(1).isEmpty();
    long last = matcher.group(2).isEmpty() ? size - 1L : Long.parseLong(matcher.group(2));
    long start = fromEnd ? Math.max(0, size - last) : Long.parseLong(matcher.group(1));
    long end = fromEnd ? size : Math.min(last + 1, size);
    if (start >= end) {
      return StorageAnswer.plain(
              new StorageRefusal(
                  416, "requestedRangeNotSatisfiable", "The requested range cannot be satisfied."))
          .withHeader("Content-Range", "bytes */" + size);
    }
    byte[] part = Arrays.copyOfRange(object.content().bytes(), (int) start, (int) end);
    return new StorageAnswer(206, headers, ObjectContent.of(part))
        .withHeader("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + size);
  }

  private static Map<String, String> headers(ObjectVersion object) {
    Map<String, String> fields = object.attributes().fields();
    String encoding = fields.getOrDefault("contentEncoding", "identity");
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", fields.getOrDefault("contentType", "application/octet-stream"));
    headers.put("ETag", StorageJson.etag(object));
    headers.put("x-goog-generation", Long.toString(object.generation()));
    headers.put("x-goog-metageneration", Long.toString(object.metageneration()));
    headers.put("x-goog-storage-class", fields.getOrDefault("storageClass", "STANDARD"));
    headers.put("x-goog-stored-content-encoding", encoding);
    headers.put("x-goog-stored-content-length", Integer.toString(object.content().size()));
    headers.put(
        "x-goog-hash", "crc32c=" + object.content().crc32c() + ",md5=" + object.content().md5());
    if (!encoding.equals("identity")) {
      headers.put("Content-Encoding", encoding);
    }
    object.content().key().ifPresent(key -> headers.putAll(key.headers()));
    return headers;
  }
}
