package dev.slipway.emulator.storage;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** What object names may be, how they sort, and how they are written in addresses. */
final class ObjectNames {

  private static final int LONGEST_BYTES = 1024;

  /**
   * The order of the names' UTF-8 bytes, which is that of their code points: Java's own order of
   * strings puts emoji before U+E000.
   */
  static final Comparator<String> ORDER = ObjectNames::compare;

  private ObjectNames() {}

  /** Refuses what is no object name: https://cloud.google.com/storage/docs/objects#naming */
  static void check(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0) {
      throw new StorageRefusal(400, "required", "Required");
    }
    if (bytes > LONGEST_BYTES) {
      throw StorageRefusal.invalid("The maximum object length is 1024 characters.");
    }
    if (name.contains("\n") || name.contains("\r") || name.equals(".") || name.equals("..")) {
      throw StorageRefusal.invalid("Invalid object name: " + name);
    }
  }

  /** The name as one segment of a path: slashes encoded too. */
  static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** What one raw segment of a path stands for; a plus sign is a plus sign there. */
  static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw StorageRefusal.invalid("Invalid percent-encoding: " + segment);
    }
  }

  private static int compare(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point above every other char.
        boolean surrogate = Character.isSurrogate(a);
        return surrogate == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : (surrogate ? 1 : -1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
