package dev.slipway.problem;

import dev.slipway.spec.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names and indexes of a path as {@link Paths} makes it, in their order. A planning pass says
 * many things about few paths, so those read lately are remembered.
 */
final class PathNames {

  private static final Memory MEMORY = new Memory();

  /** As they are written: {@code env}, {@code [0]}, {@code ["my team"]}. */
  private final List<String> steps;

  private final int firstPrivate;

  private PathNames(List<String> steps) {
    this.steps = steps;
    this.firstPrivate = firstPrivate(steps);
  }

  /** Those of a path. */
  static PathNames of(String path) {
    return MEMORY.of(path);
  }

  /** Paths read before; a megabyte at most. */
  static final class Memory {

    /** Longer paths are not remembered. */
    private static final int LONGEST = 200;

    /** How many are remembered before all are forgotten. */
    private static final int MOST = 1_000;

    private final Map<String, PathNames> known = new ConcurrentHashMap<>();

    /** Those of a path. */
    PathNames of(String path) {
      if (path.length() > LONGEST) {
        return new PathNames(steps(path));
      }
      if (known.size() >= MOST) {
        known.clear();
      }
      return known.computeIfAbsent(path, unread -> new PathNames(steps(unread)));
    }
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    int start = 0;
    while (start < path.length()) {
      int end = path.charAt(start) == '[' ? endOfBracket(path, start) : endOfName(path, start);
      steps.add(path.substring(start, end));
      start = end < path.length() && path.charAt(end) == '.' ? end + 1 : end;
    }
    return List.copyOf(steps);
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
    return firstPrivate;
  }

  private static int firstPrivate(List<String> steps) {
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
