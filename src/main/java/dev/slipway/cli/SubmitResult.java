package dev.slipway.cli;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of submitting a spec.
 *
 * @param checked what it is
 * @param problems why it would be refused
 * @param submission what it was uploaded as; empty when it was not
 * @param status what was told of it last; empty when nothing was
 */
record SubmitResult(
    SpecFiles.CheckedFile checked,
    List<Problem> problems,
    Optional<Submission> submission,
    Optional<Status> status) {

  private static final int LAUNCHED = 0;
  private static final int WAITING = 1;
  private static final int REJECTED = 2;
  private static final int FAILED = 3;

  /**
   * One that was not uploaded yet.
   *
   * @param isDefaultKnown whether it is known on which persistent resource a spec runs that names
   *     none; else that alone is no reason to refuse it
   */
  static SubmitResult of(SpecFiles.CheckedFile checked, boolean isDefaultKnown) {
    List<Problem> problems =
        checked.reading().problems().stream()
            .filter(each -> isDefaultKnown || each.code() != ProblemCode.RESOURCE_NOT_NAMED)
            .toList();
    return new SubmitResult(checked, problems, Optional.empty(), Optional.empty());
  }

  SubmitResult uploaded(Submission as) {
    return new SubmitResult(checked, problems, Optional.of(as), status);
  }

  /** With what was told of it. */
  SubmitResult with(Map<Submission, Status> told) {
    return new SubmitResult(
        checked, problems, submission, submission.flatMap(as -> Optional.ofNullable(told.get(as))));
  }

  /** Where it stands, in a word. */
  String state() {
    return submission.isEmpty()
        ? "not uploaded"
        : status.map(told -> told.state().name()).orElse("no status yet");
  }

  /**
   * The exit code that says so.
   *
   * @param isToTheEnd whether nothing but success is good
   */
  int exitCode(boolean isToTheEnd) {
    if (submission.isEmpty()) {
      return REJECTED;
    }
    return status.map(Status::state).map(state -> exitCode(state, isToTheEnd)).orElse(WAITING);
  }

  private static int exitCode(State state, boolean isToTheEnd) {
    return switch (state) {
      case SUCCEEDED -> LAUNCHED;
      case QUEUED, PENDING, RUNNING, PAUSED, UPDATING -> isToTheEnd ? WAITING : LAUNCHED;
      case WAITING, LAUNCHING -> WAITING;
      case REJECTED, WITHDRAWN, TIMED_OUT -> REJECTED;
      case FAILED, CANCELLING, CANCELLED, EXPIRED, PARTIALLY_SUCCEEDED -> FAILED;
    };
  }
}
