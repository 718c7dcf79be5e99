package dev.slipway.policy;

import dev.slipway.text.Patterns;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Addresses in Cloud Storage. An entry that ends in a slash allows everything below, any other one
 * exactly itself.
 */
final class Location {

  private static final String CLOUD_STORAGE = "gs://";
  private static final Pattern SLASH = Pattern.compile("/");

  private Location() {}

  static boolean isFolder(String text) {
    return isLocation(text) && text.endsWith("/");
  }

  /** Whether it is a bucket and a path, with no segment that programs may read in two ways. */
  static boolean isLocation(String text) {
    if (!text.startsWith(CLOUD_STORAGE) || !text.chars().noneMatch(Character::isISOControl)) {
      return false;
    }
    List<String> segments = Patterns.split(SLASH, text.substring(CLOUD_STORAGE.length()));
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean isEnd = i > 0 && i == segments.size() - 1;
      if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && !isEnd)) {
        return false;
      }
    }
    return segments.size() > 1;
  }

  static boolean allows(String entry, String location) {
    return isLocation(location)
        && (entry.endsWith("/") ? location.startsWith(entry) : location.equals(entry));
  }
}
