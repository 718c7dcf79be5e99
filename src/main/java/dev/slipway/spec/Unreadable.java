package dev.slipway.spec;

import dev.slipway.problem.Problem;

/** Ends the reading of a document at a place beyond which nothing can, or should, be read. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  Unreadable(Problem problem) {
    super(problem.code().name());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
