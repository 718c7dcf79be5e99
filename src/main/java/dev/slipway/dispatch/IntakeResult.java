package dev.slipway.dispatch;

import java.util.Optional;

/**
 * What an intake leaves to do.
 *
 * @param queue the persistent resource whose queue is served next, since the submission waits in
 *     it; empty when nothing is left to do for it now
 */
record IntakeResult(Optional<String> queue) {

  /** It has ended, or is launched, or is left to a later tick. */
  static final IntakeResult DONE = new IntakeResult(Optional.empty());

  /** It waits for a persistent resource. */
  static IntakeResult waitsFor(String resource) {
    return new IntakeResult(Optional.of(resource));
  }
}
