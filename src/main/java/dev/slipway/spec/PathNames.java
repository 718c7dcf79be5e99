package dev.slipway.spec;

import java.util.ArrayList;
import java.util.List;

/** The names and indexes of a path as {@link Paths} makes it, in their order. */
final class PathNames {

  /** As they are written: {@code env}, {@code [0]}, {@code ["my team"]}. */
  private final List<String> steps = new ArrayList<>();

  PathNames(String path) {
    int start = 0;
    while (start < path.length()) {
      int end = path.charAt(start) == '[' ? endOfBracket(path, start) : endOfName(path, start);
      steps.add(path.substring(start, end));
      start = end < path.length() && path.charAt(end) == '.' ? end + 1 : end;
    }
  }

  private static int endOfName(String path, int start) {
    int end = start + 1;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static int endOfBracket(String path, int start) {
    boolean isQuoted = path.startsWith("[\"", start);
    int end = start + (isQuoted ? 2 : 1);
    while (end < path.length() && !path.startsWith(isQuoted ? "\"]" : "]", end)) {
      end += path.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(path.length(), end + (isQuoted ? 2 : 1));
  }

  /** The last name; empty when the path has none. */
  String last() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (!isIndex(steps.get(i))) {
        return name(steps.get(i));
      }
    }
    return "";
  }

  /** The place of the name below which values are private; -1 when there is none. */
  int firstPrivate() {
    Privacy privacy = Privacy.SHOWN;
    for (int i = 0; i < steps.size(); i++) {
      privacy = privacy.below(name(steps.get(i)));
      if (privacy == Privacy.HIDDEN) {
        return i;
      }
    }
    return -1;
  }

  /** The path again, with an ellipsis for each quoted name from an index on. */
  String withQuotedHidden(int from) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      if (!step.startsWith("[") && i > 0) {
        path.append('.');
      }
      path.append(i >= from && step.startsWith("[\"") ? "[\"" + HiddenText.HIDDEN + "\"]" : step);
    }
    return path.toString();
  }

  private static boolean isIndex(String step) {
    return step.startsWith("[") && !step.startsWith("[\"");
  }

  private static String name(String step) {
    return step.startsWith("[\"") && step.endsWith("\"]")
        ? step.substring(2, step.length() - 2).replace("\\\"", "\"").replace("\\\\", "\\")
        : step;
  }
}
