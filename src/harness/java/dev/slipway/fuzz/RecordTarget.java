package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.storage.RecordRoundTrip;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Queue records: any metadata, a {@code key=value} a line, are a record that comes back as it is,
 * or are told unreadable.
 */
final class RecordTarget {

  private RecordTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String line : new String(bytes, UTF_8).split("\n", -1)) {
      int end = line.indexOf('=');
      if (end >= 0) {
        metadata.put(line.substring(0, end), line.substring(end + 1));
      }
    }
    RecordRoundTrip.check(metadata);
  }
}
