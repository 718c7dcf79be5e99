package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCategory;
import dev.slipway.problem.ProblemCode;
import java.util.List;

/** Which problems need not be told, because another one says as much. */
public final class RedundantProblems {

  private RedundantProblems() {}

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
    return (!known.where().isEmpty() && isUnread(known, other.where()))
        || (!isOfTheDocument(other) && isMeant(known, other));
  }

  /** What is wrong as written stays so, whatever else was meant for the same place. */
  private static boolean isOfTheDocument(Problem problem) {
    return problem.code().category() == ProblemCategory.DOCUMENT;
  }

  /** What stands below a value that could not be read was not read either; of two, one was. */
  private static boolean isUnread(Problem known, String other) {
    boolean unread = isOfTheDocument(known) && known.code() != ProblemCode.DUPLICATE_FIELD;
    return unread ? Paths.isAtOrBelow(known.where(), other) : known.where().equals(other);
  }

  private static boolean isMeant(Problem known, Problem other) {
    if (known.code() == ProblemCode.MISPLACED_FIELD) {
      return Paths.isAtOrBelow(known.facts().getOrDefault("belongs", ""), other.where());
    }
    String nearest = known.facts().getOrDefault("nearest", "");
    int name = known.where().lastIndexOf('.') + 1;
    return known.code() == ProblemCode.UNKNOWN_FIELD
        && !nearest.isEmpty()
        && Paths.isAtOrBelow(known.where().substring(0, name) + nearest, other.where());
  }
}
