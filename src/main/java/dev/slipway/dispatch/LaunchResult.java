package dev.slipway.dispatch;

import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import java.util.Optional;

/**
 * What came of a candidate.
 *
 * @param end how far it came
 * @param claimed its record as this process claimed it; empty when it did not get the claim
 * @param failure what was thrown; empty unless the end is FAILED
 */
record LaunchResult(
    End end, Optional<Versioned<SubmissionRecord>> claimed, Optional<RuntimeException> failure) {

  /** How far a candidate came. */
  enum End {
    /** Another process had created or changed its record: nothing was done. */
    CLAIM_LOST,
    /** Its submission had ended before the claim: the record is deleted. */
    HAD_ENDED,
    /** What it was planned from no longer holds: it waits again. */
    RELEASED,
    /** The snapshot or the claim was too old: it waits again. */
    TOO_LATE,
    /** Vertex AI was asked for the job, whatever it said. */
    ASKED,
    /** Something was thrown, by the claim or after it. */
    FAILED
  }
}
