package dev.slipway.spec;

/** JSON paths for people: {@code jobSpec.workerPoolSpecs[0]}, {@code labels["my team"]}. */
public final class Paths {

  /**
   * The most characters of a name that a path shows. Without it a document of one megabyte, most of
   * it one name with many members, would make gigabytes of paths.
   */
  private static final int LONGEST_NAME = 100;

  private Paths() {}

  /** The path of a member, its name shortened when very long; the root is the empty path. */
  public static String member(String parent, String fullName) {
    String name = shortened(fullName);
    if (!isPlain(name)) {
      return parent + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** A letter or underscore, then letters, digits, underscores and hyphens. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean begins = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!begins && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** A name, cut when very long. */
  static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    boolean splitsPair = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
    return name.substring(0, splitsPair ? LONGEST_NAME - 1 : LONGEST_NAME) + "…";
  }

  /** Whether a path is another one, or leads to something inside of it. */
  public static boolean isAtOrBelow(String path, String other) {
    return other.startsWith(path)
        && (other.length() == path.length() || ".[".indexOf(other.charAt(path.length())) >= 0);
  }

  /** The path of an item of a list, counted from 0. */
  public static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }
}
