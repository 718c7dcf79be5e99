package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * A submission that a plan launches now.
 *
 * @param stored its record as it was read; empty where it has just arrived and has none yet
 * @param record what its record says, or will say when it is created: it waits
 * @param spec its bytes
 * @param reading what was read of them, without problems
 * @param pools the resource pool chosen for each of its worker pools, in the spec's order
 */
record LaunchCandidate(
    Optional<Versioned<SubmissionRecord>> stored,
    SubmissionRecord record,
    Bytes spec,
    SpecReading reading,
    List<String> pools) {

  LaunchCandidate {
    pools = List.copyOf(pools);
  }

  /** One from the queue. */
  static LaunchCandidate queued(
      Versioned<SubmissionRecord> waiting, byte[] spec, SpecReading reading, List<String> pools) {
    return new LaunchCandidate(
        Optional.of(waiting), waiting.value(), Bytes.of(spec), reading, pools);
  }

  /** One whose event is being handled, and which has no record yet. */
  static LaunchCandidate arrived(ValidatedSubmission accepted, List<String> pools) {
    return new LaunchCandidate(
        Optional.empty(), accepted.entry(), accepted.spec(), accepted.reading(), pools);
  }

  /** Whether its record is created by the claim. */
  boolean hasJustArrived() {
    return stored.isEmpty();
  }
}
