package dev.slipway.spec;

import java.util.ArrayList;
import java.util.List;

/** As many problems as a person can mend at once; a status with more would grow without bound. */
public final class FirstProblems {

  /** So many are told. */
  public static final int MOST = 100;

  private FirstProblems() {}

  /** The first of them, and how many are left out if any. */
  public static List<Problem> of(List<Problem> problems) {
    if (problems.size() <= MOST) {
      return problems;
    }
    List<Problem> first = new ArrayList<>(problems.subList(0, MOST));
    first.add(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", problems.size() - MOST));
    return first;
  }
}
