package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import java.time.Duration;
import java.util.Optional;

/**
 * A record that this process has claimed: only this process may create its job.
 *
 * @param candidate what was claimed
 * @param stored the record as it was written
 * @param made when, before the write
 */
record Claim(LaunchCandidate candidate, Versioned<SubmissionRecord> stored, ClockReading made) {

  /**
   * Claims the record of a candidate with a new attempt ID, or creates it claimed.
   *
   * @param grace how long the job is looked for when the outcome of its creation is unknown
   * @return empty when another process has changed or created the record
   */
  static Optional<Claim> make(LaunchCandidate candidate, Duration grace, Ports ports) {
    ClockReading now = ClockReading.now(ports.time());
    SubmissionRecord waiting = candidate.record();
    SubmissionRecord claimed =
        waiting.with(
            waiting.lifecycle().claimed(ports.tokens().get(), grace, candidate.pools(), now.at()));
    byte[] spec = candidate.spec().toArray();
    return candidate
        .stored()
        .map(stored -> ports.queue().replace(stored, claimed, spec))
        .orElseGet(() -> ports.queue().create(claimed, spec))
        .map(stored -> new Claim(candidate, stored, now));
  }

  /** The submission's ID. */
  String id() {
    return record().id();
  }

  /** What the claimed record says. */
  SubmissionRecord record() {
    return stored.value();
  }

  /**
   * Whether a later listing shows exactly the record that was written. This holds also where a
   * clock stood still: what others have done to the record meanwhile is seen here.
   */
  boolean isIn(Queue.Listing later) {
    return later.records().stream()
        .filter(other -> other.value().id().equals(id()))
        .anyMatch(other -> other.generation().equals(stored.generation()));
  }

  /**
   * Whether this launch still holds the record: no other process creates its job then.
   *
   * @param current the record as it is by now
   */
  boolean isOf(SubmissionRecord current) {
    Lifecycle lifecycle = current.lifecycle();
    return current.isLaunching()
        && lifecycle.attempt().id().equals(record().lifecycle().attempt().id())
        && lifecycle.job().isEmpty();
  }

  /**
   * The record without the claim.
   *
   * @param current the record as it is by now
   */
  SubmissionRecord released(SubmissionRecord current, Ports ports) {
    return current.with(
        current.lifecycle().released(candidate.record().lifecycle(), ports.time().now()));
  }
}
