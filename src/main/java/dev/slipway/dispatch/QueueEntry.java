package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Gives a submission a record that waits. */
final class QueueEntry {

  private final Ports ports;
  private final Log log;
  private final StatusPublisher publisher;
  private final RecordIsolation isolation;
  private final ReusedKey reusedKey;

  QueueEntry(
      Ports ports,
      Log log,
      StatusPublisher publisher,
      RecordIsolation isolation,
      ReusedKey reusedKey) {
    this.ports = ports;
    this.log = log;
    this.publisher = publisher;
    this.isolation = isolation;
    this.reusedKey = reusedKey;
  }

  /**
   * Creates the record, and publishes that it waits.
   *
   * @param warnings what its status says besides the warnings about its spec
   * @throws RetryLater when the record cannot be created
   */
  IntakeResult add(ValidatedSubmission accepted, List<Problem> warnings) {
    SubmissionRecord entry = accepted.entry();
    Optional<Versioned<SubmissionRecord>> created =
        ports.queue().create(entry, accepted.spec().toArray());
    created.ifPresent(stored -> isolation.each(stored, one -> announce(one, accepted, warnings)));
    if (created.isEmpty()) {
      reusedKey.refuseIfOther(accepted);
    }
    return IntakeResult.serve(entry.request().resource());
  }

  private void announce(
      Versioned<SubmissionRecord> stored, ValidatedSubmission accepted, List<Problem> warnings) {
    SubmissionRecord entry = stored.value();
    Supplier<Boolean> ended = ports.reads().begin(() -> ports.outcomes().exists(entry.id()));
    log.info(
        LogEvent.SPEC_ACCEPTED,
        entry,
        entry.submission() + " waits for " + entry.request().resource());
    List<Problem> all = Stream.concat(accepted.warnings().stream(), warnings.stream()).toList();
    publisher.publish(StatusFactory.waiting(entry, 0, List.of(), all));
    if (ended.get()) {
      // Another delivery of its event was faster, and its submission has ended since we looked.
      ports.queue().delete(stored);
    }
  }
}
