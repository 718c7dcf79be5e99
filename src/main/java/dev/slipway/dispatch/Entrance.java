package dev.slipway.dispatch;

import dev.slipway.spec.Problem;
import java.util.List;
import java.util.Optional;
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
      if (ports.queue().create(entry, accepted.spec().toArray()).isPresent()) {
        String resource = entry.ask().resource();
        log.info(LogEvent.SPEC_ACCEPTED, entry, entry.submission() + " waits for " + resource);
        List<Problem> all = Stream.concat(accepted.warnings().stream(), warnings.stream()).toList();
        new StatusBoard(ports, log).tell(StatusOf.waiting(entry, 0, List.of(), all));
      }
      return Optional.of(entry.ask().resource());
    }
  }
}
