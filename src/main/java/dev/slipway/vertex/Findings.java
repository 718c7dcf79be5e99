package dev.slipway.vertex;

import dev.slipway.spec.FirstProblems;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import java.util.List;

/** What rules find in one spec, in the order of telling. */
final class Findings {

  private final FirstProblems problems = new FirstProblems();
  private final FirstProblems warnings = new FirstProblems();

  /** Notes what stops the launch; {@code facts} are names and values in turn. */
  void problem(ProblemCode code, String where, Object... facts) {
    problems.add(Problem.of(code, where, facts));
  }

  /** Notes what stops the launch. */
  void problem(Problem problem) {
    problems.add(problem);
  }

  /** Notes what is worth knowing, but stops nothing. */
  void warning(ProblemCode code, String where, Object... facts) {
    warnings.add(Problem.of(code, where, facts));
  }

  List<Problem> problems() {
    return problems.list();
  }

  List<Problem> warnings() {
    return warnings.list();
  }
}
