package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record that this process has just claimed, with what is needed to create its job. */
final class Claim {

  private final Lifecycle before;
  private final Versioned<SubmissionRecord> kept;
  private final byte[] spec;
  private final ClockReading made;

  private Claim(
      Lifecycle before, Versioned<SubmissionRecord> kept, byte[] spec, ClockReading made) {
    this.before = before;
    this.kept = kept;
    this.spec = spec;
    this.made = made;
  }

  /** Writes a record that is marked; empty when somebody else has written it meanwhile. */
  private interface Writing {
    Optional<Versioned<SubmissionRecord>> write(SubmissionRecord marked);
  }

  /**
   * Marks a record that waits.
   *
   * @param pools the resource pool of each worker pool, in the spec's order
   * @param grace how long the job is looked for if the outcome is not known
   * @return empty when somebody else has changed the record
   */
  static Optional<Claim> replacing(
      Versioned<SubmissionRecord> waiting,
      byte[] spec,
      List<String> pools,
      Duration grace,
      Ports ports) {
    return mark(
        waiting.value(),
        spec,
        pools,
        grace,
        ports,
        next -> ports.queue().replace(waiting, next, spec));
  }

  /**
   * Creates the record of a submission that has just arrived, marked from the start.
   *
   * @param pools the resource pool of each worker pool, in the spec's order
   * @param grace how long the job is looked for if the outcome is not known
   * @return empty when there is a record of it already
   */
  static Optional<Claim> creating(
      SubmissionRecord accepted, byte[] spec, List<String> pools, Duration grace, Ports ports) {
    return mark(accepted, spec, pools, grace, ports, next -> ports.queue().create(next, spec));
  }

  private static Optional<Claim> mark(
      SubmissionRecord entry,
      byte[] spec,
      List<String> pools,
      Duration grace,
      Ports ports,
      Writing writing) {
    ClockReading made = ClockReading.now(ports.time());
    SubmissionRecord next =
        entry.with(entry.lifecycle().marked(ports.tokens().get(), grace, pools, made.at()));
    return writing.write(next).map(kept -> new Claim(entry.lifecycle(), kept, spec, made));
  }

  /** The record, as it was written. */
  Versioned<SubmissionRecord> kept() {
    return kept;
  }

  /** What it says. */
  SubmissionRecord entry() {
    return kept.value();
  }

  /**
   * What becomes of it when it is not launched after all.
   *
   * @param current the record as it is by now
   */
  SubmissionRecord unmarked(SubmissionRecord current, Instant now) {
    return current.with(current.lifecycle().unmarked(before, now));
  }

  /** The spec's bytes. */
  byte[] spec() {
    return spec;
  }

  /** When it was made, before the write. */
  ClockReading made() {
    return made;
  }
}
