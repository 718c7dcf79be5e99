package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.StatusOf;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How a submission that was accepted comes to have a record. */
interface Entrance {

  /**
   * Gives it one.
   *
   * @return the persistent resource in whose queue it waits; empty when nothing is left to do for
   *     it now
   * @throws RetryLater only as long as no record stands
   */
  Optional<String> enter(Accepted accepted);

  /** It waits its turn, like everybody else. */
  final class Waits implements Entrance {
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
    public Optional<String> enter(Accepted accepted) {
      QueueRecord entry = accepted.entry();
      Optional<Kept<QueueRecord>> created = ports.queue().create(entry, accepted.spec().toArray());
      created.ifPresent(kept -> new Guard(ports, log).each(kept, one -> announce(one, accepted)));
      if (created.isEmpty()) {
        accepted.refuseIfItsKeyIsReused(ports, log);
      }
      return Optional.of(entry.ask().resource());
    }

    private void announce(Kept<QueueRecord> kept, Accepted accepted) {
      QueueRecord entry = kept.value();
      Supplier<Boolean> ended =
          ports.concurrently().begin(() -> ports.endings().exists(entry.id()));
      log.info(
          LogEvent.SPEC_ACCEPTED,
          entry,
          entry.submission() + " waits for " + entry.ask().resource());
      List<Problem> all = Stream.concat(accepted.warnings().stream(), warnings.stream()).toList();
      new StatusBoard(ports, log).tell(StatusOf.waiting(entry, 0, List.of(), all));
      if (ended.get()) {
        // Another delivery of its event was faster, and its submission has ended since we looked.
        ports.queue().delete(kept);
      }
    }
  }
}
