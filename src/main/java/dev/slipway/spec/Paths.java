package dev.slipway.spec;

import java.util.regex.Pattern;

/** JSON paths for people: {@code jobSpec.workerPoolSpecs[0]}, {@code labels["my-team"]}. */
public final class Paths {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private Paths() {}

  /** The path of a member; the root is the empty path. */
  public static String member(String parent, String name) {
    if (!PLAIN.matcher(name).matches()) {
      return parent + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }

  /** The path of an item of a list, counted from 0. */
  public static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }
}
