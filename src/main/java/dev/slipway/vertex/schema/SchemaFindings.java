package dev.slipway.vertex.schema;

import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;

/** What rules find in one spec, in the order of telling. */
public final class SchemaFindings {

  private final FirstProblems problems = new FirstProblems();
  private final FirstProblems warnings = new FirstProblems();

  /** Notes what stops the launch; {@code facts} are names and values in turn. */
  public void problem(ProblemCode code, String where, Object... facts) {
    problems.add(Problem.of(code, where, facts));
  }

  /** Notes what stops the launch. */
  public void problem(Problem problem) {
    problems.add(problem);
  }

  /** Notes what is worth knowing, but stops nothing. */
  public void warning(ProblemCode code, String where, Object... facts) {
    warnings.add(Problem.of(code, where, facts));
  }

  /** The errors, in the order in which they were found. */
  public List<Problem> problems() {
    return problems.list();
  }

  /** The warnings, in the order in which they were found. */
  public List<Problem> warnings() {
    return warnings.list();
  }
}
