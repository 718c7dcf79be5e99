package dev.slipway.cli;

import dev.slipway.plan.Decision;

/** What would become of a spec, and the exit code that says so. */
enum CheckVerdict {
  VALID(0),
  LAUNCH(0),
  WAIT(1),
  REJECTED(2);

  private final int exitCode;

  CheckVerdict(int exitCode) {
    this.exitCode = exitCode;
  }

  static CheckVerdict of(Decision decision) {
    return decision.match(launch -> LAUNCH, wait -> WAIT, reject -> REJECTED);
  }

  int exitCode() {
    return exitCode;
  }
}
