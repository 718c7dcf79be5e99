package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Paths;
import dev.slipway.spec.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers the priorities of records to what the policy grants by now. */
final class Priorities {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final RecordIsolation isolation;
  private final StatusPublisher publisher;

  Priorities(
      Ports ports,
      Settings settings,
      Log log,
      StatusPublisher publisher,
      RecordIsolation isolation) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.publisher = publisher;
    this.isolation = isolation;
  }

  /**
   * Lowers all that are too high, before anything is planned: the order of the queue depends on
   * every one of them.
   *
   * @return the records as they are afterwards; one that could not be lowered now keeps its place,
   *     and its launch lowers it: no record behind it may overtake it
   */
  List<Versioned<SubmissionRecord>> lowered(
      List<Versioned<SubmissionRecord>> waiting, Policy policy) {
    List<Versioned<SubmissionRecord>> lowered = new ArrayList<>();
    for (Versioned<SubmissionRecord> stored : waiting) {
      int asked = stored.value().request().priority();
      Optional<Integer> most =
          policy
              .maxPriority(settings.team(stored.value().submission()))
              .filter(granted -> granted < asked);
      if (most.isEmpty()) {
        lowered.add(stored);
      } else {
        Problem capped =
            Problem.of(
                ProblemCode.POLICY_PRIORITY_CAPPED,
                Paths.member("labels", SpecRules.PRIORITY_LABEL),
                "asked",
                asked,
                "most",
                most.get());
        lowered.add(
            isolation
                .ask(stored, one -> lower(one, most.get(), List.of(capped)))
                .flatMap(it -> it)
                .orElse(stored));
      }
    }
    return lowered;
  }

  /**
   * Lowers one; it waits with what the policy grants of its priority.
   *
   * @param warnings what its status says of that
   * @return empty when the record has changed meanwhile
   */
  Optional<Versioned<SubmissionRecord>> lower(
      Versioned<SubmissionRecord> waiting, int priority, List<Problem> warnings) {
    SubmissionRecord entry = waiting.value();
    SubmissionRecord lower =
        new SubmissionRecord(
            entry.submission(),
            entry.request().withPriority(priority),
            entry.lifecycle().waitingAgain(ports.time().now()));
    Optional<Versioned<SubmissionRecord>> written = ports.update(waiting, lower);
    if (written.isPresent()) {
      log.info(
          LogEvent.LAUNCH_ABANDONED,
          lower,
          entry.submission() + " waits on with priority " + priority + ", by policy");
      publisher.publish(StatusFactory.waiting(lower, 0, List.of(), warnings));
    }
    return written;
  }
}
