package dev.slipway.dispatch;

import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Taken;
import dev.slipway.spec.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One launch of a submission that waits: still wanted, still allowed → mark → go on as marked. */
final class Launch {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Look look;
  private final Finisher finisher;

  Launch(Ports ports, Settings settings, Log log, Look look) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.look = look;
    this.finisher = new Finisher(ports, log);
  }

  /**
   * Launches a submission on the resource pools chosen for it, or leaves it waiting when something
   * has changed.
   *
   * @return false when less is free than the look had shown, launching was paused, or its place in
   *     the queue is another: then nobody behind it may go ahead either, lest it be overtaken
   */
  boolean run(Kept<QueueRecord> waiting, PersistentResource resource, List<String> pools) {
    Optional<Policy> policy = ports.policies().current().policy();
    if (policy.isEmpty()) {
      return false;
    }
    Supplier<Optional<Control.Pause>> pause = ports.concurrently().begin(ports.control()::pause);
    Supplier<Optional<Problem>> gone =
        ports
            .concurrently()
            .begin(() -> Liveness.whyNot(ports.specs(), waiting.value().submission()));
    Supplier<Optional<byte[]>> content =
        ports.concurrently().begin(() -> ports.queue().spec(waiting));
    if (pause.get().isPresent()) {
      return false;
    }
    if (isWithdrawn(waiting, gone.get())) {
      return true;
    }
    Optional<byte[]> spec = content.get();
    if (spec.isEmpty()) {
      return true;
    }
    SpecReading reading = reading(waiting.value(), spec.get(), policy.get());
    if (!reading.problems().isEmpty() || reading.document().isEmpty()) {
      finisher.end(waiting, State.REJECTED, reading.problems());
      return true;
    }
    if (reading.priority() < waiting.value().ask().priority()) {
      lower(waiting, spec.get(), reading);
      return false;
    }
    return Marked.replacing(waiting, spec.get(), pools, ports)
        .map(marked -> goOn(marked, reading, resource))
        .filter(outcome -> outcome == MarkedLaunch.Outcome.GAVE_WAY)
        .isEmpty();
  }

  private MarkedLaunch.Outcome goOn(
      Marked marked, SpecReading reading, PersistentResource resource) {
    return new MarkedLaunch(ports, settings, log, look, marked)
        .run(reading, resource, listed -> whyNot(marked.entry(), resource, listed));
  }

  private boolean isWithdrawn(Kept<QueueRecord> waiting, Optional<Problem> why) {
    why.ifPresent(problem -> finisher.end(waiting, State.WITHDRAWN, List.of(problem)));
    return why.isPresent();
  }

  /** The policy may be another than at intake. */
  private SpecReading reading(QueueRecord entry, byte[] spec, Policy policy) {
    return SpecReading.of(
        spec,
        ports.schema(),
        SpecContext.of(settings, entry.submission(), entry.ask().name(), policy));
  }

  /** It waits on with what the policy grants of its priority. */
  private void lower(Kept<QueueRecord> waiting, byte[] spec, SpecReading reading) {
    QueueRecord entry = waiting.value();
    QueueRecord lower =
        new QueueRecord(
            entry.submission(),
            entry.ask().withPriority(reading.priority()),
            entry.progress().waitingAgain(ports.time().now()));
    if (ports.queue().replace(waiting, lower, spec).isPresent()) {
      log.info(
          LogEvent.LAUNCH_ABANDONED,
          lower,
          entry.submission() + " waits on with priority " + reading.priority() + ", by policy");
      new StatusBoard(ports, log).tell(StatusOf.waiting(lower, 0, List.of(), reading.warnings()));
    }
  }

  private Optional<String> whyNot(
      QueueRecord marked, PersistentResource resource, Queue.Listing listed) {
    List<QueueRecord> records = listed.records().stream().map(Kept::value).toList();
    Map<String, Taken> taken = look.taken(resource, records, settings.usageLag());
    boolean isOverfull =
        resource.pools().stream()
            .filter(pool -> marked.progress().placement().contains(pool.id()))
            .anyMatch(
                pool -> taken.getOrDefault(pool.id(), Taken.NOTHING).total() > pool.capacity());
    return isOverfull ? Optional.of(MarkedLaunch.OTHERS_CAME_FIRST) : Optional.empty();
  }
}
