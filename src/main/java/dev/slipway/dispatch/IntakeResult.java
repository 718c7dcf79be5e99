package dev.slipway.dispatch;

import java.util.Optional;

/**
 * What the intake of an event leaves to do.
 *
 * @param queue the persistent resource whose queue is served next; empty when nothing is left to do
 *     now
 */
record IntakeResult(Optional<String> queue) {

  /** Nothing is left to do, or a later tick does it. */
  static final IntakeResult DONE = new IntakeResult(Optional.empty());

  /** The queue of a persistent resource is served next. */
  static IntakeResult serve(String resource) {
    return new IntakeResult(Optional.of(resource));
  }
}
