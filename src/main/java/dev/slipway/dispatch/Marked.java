package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record that we have just marked, and what must be known of it to create its job. */
final class Marked {

  private final Progress before;
  private final Kept<QueueRecord> kept;
  private final byte[] spec;
  private final Instant at;
  private final Duration elapsed;

  private Marked(
      Progress before, Kept<QueueRecord> kept, byte[] spec, Instant at, Duration elapsed) {
    this.before = before;
    this.kept = kept;
    this.spec = spec;
    this.at = at;
    this.elapsed = elapsed;
  }

  /** Writes a record that is marked; empty when somebody else has written it meanwhile. */
  private interface Writing {
    Optional<Kept<QueueRecord>> write(QueueRecord marked);
  }

  /**
   * Marks a record that waits.
   *
   * @param pools the resource pool of each worker pool, in the spec's order
   * @param grace how long the job is looked for if the outcome is not known
   * @return empty when somebody else has changed the record
   */
  static Optional<Marked> replacing(
      Kept<QueueRecord> waiting, byte[] spec, List<String> pools, Duration grace, Ports ports) {
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
  static Optional<Marked> creating(
      QueueRecord accepted, byte[] spec, List<String> pools, Duration grace, Ports ports) {
    return mark(accepted, spec, pools, grace, ports, next -> ports.queue().create(next, spec));
  }

  private static Optional<Marked> mark(
      QueueRecord entry,
      byte[] spec,
      List<String> pools,
      Duration grace,
      Ports ports,
      Writing writing) {
    Instant at = ports.time().now();
    Duration elapsed = ports.time().elapsed();
    QueueRecord next = entry.with(entry.progress().marked(ports.tokens().get(), grace, pools, at));
    return writing.write(next).map(kept -> new Marked(entry.progress(), kept, spec, at, elapsed));
  }

  /** The record, as it was written. */
  Kept<QueueRecord> kept() {
    return kept;
  }

  /** What it says. */
  QueueRecord entry() {
    return kept.value();
  }

  /**
   * What becomes of it when it is not launched after all.
   *
   * @param current the record as it is by now
   */
  QueueRecord unmarked(QueueRecord current, Instant now) {
    return current.with(current.progress().unmarked(before, now));
  }

  /** The spec's bytes. */
  byte[] spec() {
    return spec;
  }

  /** When it was marked, by the wall clock, before the write. */
  Instant at() {
    return at;
  }

  /** The same by the clock that never jumps. */
  Duration elapsed() {
    return elapsed;
  }
}
