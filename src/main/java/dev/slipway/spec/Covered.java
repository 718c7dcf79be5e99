package dev.slipway.spec;

import java.util.List;

/** Which problems need not be told, because another one says as much. */
public final class Covered {

  private Covered() {}

  /**
   * The later problems without those that an earlier one covers: what is absent because it was
   * misspelled, misplaced or could not be read has been said.
   */
  public static List<Problem> without(List<Problem> told, List<Problem> later) {
    return later.stream()
        .filter(problem -> told.stream().noneMatch(known -> covers(known, problem)))
        .toList();
  }

  private static boolean covers(Problem known, Problem other) {
    return (!known.where().isEmpty() && isUnread(known, other.where())) || isMeant(known, other);
  }

  /** What stands below a value that could not be read was not read either. */
  private static boolean isUnread(Problem known, String other) {
    return known.code().compareTo(ProblemCode.OUTPUT_ONLY_FIELD) <= 0
        ? isAtOrBelow(known.where(), other)
        : known.where().equals(other);
  }

  private static boolean isAtOrBelow(String path, String other) {
    return other.startsWith(path)
        && (other.length() == path.length() || ".[".indexOf(other.charAt(path.length())) >= 0);
  }

  private static boolean isMeant(Problem known, Problem other) {
    if (known.code() == ProblemCode.MISPLACED_FIELD) {
      return isAtOrBelow(known.facts().getOrDefault("belongs", ""), other.where());
    }
    String nearest = known.facts().getOrDefault("nearest", "");
    int name = known.where().lastIndexOf('.') + 1;
    return known.code() == ProblemCode.UNKNOWN_FIELD
        && !nearest.isEmpty()
        && isAtOrBelow(known.where().substring(0, name) + nearest, other.where());
  }
}
