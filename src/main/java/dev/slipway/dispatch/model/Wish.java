package dev.slipway.dispatch.model;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;

/**
 * What is to become of a submission of which somebody wants no more, noted on its record. One that
 * waits, or is back in the queue, is withdrawn whichever it is.
 */
public enum Wish {
  /** Nobody has said anything. */
  NONE,
  /** Its spec was deleted; a job that it has become goes on. */
  NO_LAUNCH,
  /** Its spec was deleted where that is to cancel its job, too. */
  CANCEL,
  /** Somebody asked for it to be cancelled, whether its spec is there or not. */
  CANCEL_ASKED;

  /** Whether its job is to be cancelled. */
  public boolean cancelsJob() {
    return this == CANCEL || this == CANCEL_ASKED;
  }

  /** Why one that waits is withdrawn. */
  public Problem whyWithdrawn() {
    return Problem.of(this == CANCEL_ASKED ? ProblemCode.CANCEL_ASKED : ProblemCode.SPEC_GONE, "");
  }
}
