package dev.slipway.chaos;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import java.time.Instant;
import java.util.Optional;

/**
 * A spec that somebody sent.
 *
 * @param submission which
 * @param expected how it must end if it stays
 * @param gone that it was overwritten or deleted; empty when it stayed
 */
record SentSpec(Submission submission, State expected, Optional<GenerationEnd> gone) {

  /**
   * The end of a generation.
   *
   * @param by when it had been overwritten or deleted
   * @param isDeleted whether deleted
   */
  record GenerationEnd(Instant by, boolean isDeleted) {}

  /** The same, gone by now. */
  SentSpec goneBy(Instant now, boolean isDeleted) {
    return new SentSpec(submission, expected, Optional.of(new GenerationEnd(now, isDeleted)));
  }
}
