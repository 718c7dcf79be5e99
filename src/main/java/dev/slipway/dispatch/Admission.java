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

/** How a submission that was accepted comes to have a record. */
interface Admission {

  /**
   * Gives it one.
   *
   * @return the persistent resource in whose queue it waits; empty when nothing is left to do for
   *     it now
   * @throws RetryLater only as long as no record stands
   */
  Optional<String> enter(ValidatedSubmission accepted);

  /** It waits its turn, like everybody else. */
  final class Waits implements Admission {
    private final Ports ports;
    private final Log log;
    private final List<Problem> warnings;

    Waits(Ports ports, Log log) {
      this(ports, log, List.of());
    }

    /**
     * @param warnings what else it is told
     */
    Waits(Ports ports, Log log, List<Problem> warnings) {
      this.ports = ports;
      this.log = log;
      this.warnings = List.copyOf(warnings);
    }

    @Override
    public Optional<String> enter(ValidatedSubmission accepted) {
      SubmissionRecord entry = accepted.entry();
      Optional<Versioned<SubmissionRecord>> created =
          ports.queue().create(entry, accepted.spec().toArray());
      created.ifPresent(
          kept -> new RecordIsolation(ports, log).each(kept, one -> announce(one, accepted)));
      if (created.isEmpty()) {
        accepted.refuseIfItsKeyIsReused(ports, log);
      }
      return Optional.of(entry.request().resource());
    }

    private void announce(Versioned<SubmissionRecord> kept, ValidatedSubmission accepted) {
      SubmissionRecord entry = kept.value();
      Supplier<Boolean> ended = ports.reads().begin(() -> ports.outcomes().exists(entry.id()));
      log.info(
          LogEvent.SPEC_ACCEPTED,
          entry,
          entry.submission() + " waits for " + entry.request().resource());
      List<Problem> all = Stream.concat(accepted.warnings().stream(), warnings.stream()).toList();
      new StatusPublisher(ports, log).tell(StatusFactory.waiting(entry, 0, List.of(), all));
      if (ended.get()) {
        // Another delivery of its event was faster, and its submission has ended since we looked.
        ports.queue().delete(kept);
      }
    }
  }
}
