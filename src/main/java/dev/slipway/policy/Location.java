package dev.slipway.policy;

/**
 * Addresses in Cloud Storage. An entry that ends in a slash allows everything below, any other one
 * exactly itself.
 */
final class Location {

  private static final String CLOUD_STORAGE = "gs://";

  private Location() {}

  static boolean isFolder(String text) {
    return isLocation(text) && text.endsWith("/");
  }

  /** Whether it is a bucket and a path, with no segment that programs may read in two ways. */
  static boolean isLocation(String text) {
    if (!text.startsWith(CLOUD_STORAGE) || !text.chars().noneMatch(Character::isISOControl)) {
      return false;
    }
    String[] segments = text.substring(CLOUD_STORAGE.length()).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isEnd = i > 0 && i == segments.length - 1;
      if (segments[i].equals(".")
          || segments[i].equals("..")
          || (segments[i].isEmpty() && !isEnd)) {
        return false;
      }
    }
    return segments.length > 1;
  }

  static boolean allows(String entry, String location) {
    return isLocation(location)
        && (entry.endsWith("/") ? location.startsWith(entry) : location.equals(entry));
  }
}
