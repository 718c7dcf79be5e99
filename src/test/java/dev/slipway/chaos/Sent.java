package dev.slipway.chaos;

import dev.slipway.dispatch.State;
import dev.slipway.dispatch.Submission;
import java.time.Instant;
import java.util.Optional;

/**
 * A spec that somebody sent.
 *
 * @param submission which
 * @param expected how it must end if it stays
 * @param gone when it had been overwritten or deleted; empty when it stayed
 */
record Sent(Submission submission, State expected, Optional<Instant> gone) {

  /** The same, gone by then. */
  Sent goneBy(Instant at) {
    return new Sent(submission, expected, Optional.of(at));
  }
}
