package dev.slipway.report;

import dev.slipway.dispatch.model.Status;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import java.util.List;

/** Leaves out of a status what a document of limited size has no room for. */
final class StatusSize {

  private StatusSize() {}

  /**
   * A status with the first of each of its lists of problems; the last of each says how many more
   * there were.
   *
   * @param most how many problems each list keeps, 0 or more
   */
  static Status cut(Status status, int most) {
    return status.toBuilder()
        .problems(first(status.problems(), most))
        .warnings(first(status.warnings(), most))
        .waiting(
            status
                .waiting()
                .map(it -> new Status.Waiting(it.position(), first(it.reasons(), most))))
        .build();
  }

  private static List<Problem> first(List<Problem> problems, int most) {
    FirstProblems first = new FirstProblems(most);
    first.addAll(problems);
    return first.list();
  }
}
