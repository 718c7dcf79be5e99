package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.dispatch.port.Specs.SpecObject;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.Optional;

/** Whether a submission is still the spec that stands under its name. */
final class Liveness {

  private Liveness() {}

  /** Why a submission is not to be launched any more; empty when it is still the live one. */
  static Optional<Problem> whyNot(Specs specs, Submission submission) {
    if (submission.isPublished()) {
      return Optional.empty();
    }
    return whyNot(
        specs.live(submission.bucket(), submission.object()).map(SpecObject::submission),
        submission);
  }

  /**
   * The same when it is known what is live.
   *
   * @param live the live generation; empty when there is none
   */
  static Optional<Problem> whyNot(Optional<Submission> live, Submission submission) {
    if (live.isEmpty()) {
      return Optional.of(Problem.of(ProblemCode.SPEC_GONE, ""));
    }
    return live.filter(other -> !other.equals(submission)).map(Liveness::superseded);
  }

  /** Says that another generation is live. */
  static Problem superseded(Submission live) {
    return Problem.of(ProblemCode.SUPERSEDED, "", "generation", live.generation());
  }
}
