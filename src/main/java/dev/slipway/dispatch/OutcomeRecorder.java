package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.LogField;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends submissions: the record says it is over → {@code done/ID} → status → the record is deleted.
 * Whoever finds a record in the midst of that goes on from there.
 */
final class OutcomeRecorder {

  private final Ports ports;
  private final StatusPublisher publisher;
  private final Log log;
  private final RecordIsolation isolation;

  OutcomeRecorder(Ports ports, Log log, StatusPublisher publisher, RecordIsolation isolation) {
    this.ports = ports;
    this.log = log;
    this.publisher = publisher;
    this.isolation = isolation;
  }

  /**
   * Ends one that was never active. Once its record stands, nothing is thrown any more: the next
   * tick carries on.
   *
   * @param entry a record whose state is over
   * @param warnings what else there is to say of its spec
   * @param spec its bytes, empty when they were not read
   * @return false when it has a record already
   */
  boolean endAtOnce(
      SubmissionRecord entry, List<Problem> problems, List<Problem> warnings, byte[] spec) {
    Outcome outcome = ending(StatusFactory.active(entry, problems, warnings), spec);
    Optional<Versioned<SubmissionRecord>> created = ports.queue().createEnded(entry, outcome);
    created.ifPresent(stored -> isolation.each(stored, it -> carryOut(it, outcome)));
    return created.isPresent();
  }

  /**
   * Ends an active one.
   *
   * @return false when somebody else changed it meanwhile: then nothing was done
   */
  boolean end(Versioned<SubmissionRecord> old, State state, List<Problem> problems) {
    return ports
        .queue()
        .spec(old)
        .filter(
            spec ->
                end(old, old.value().lifecycle().ended(state, ports.time().now()), problems, spec)
                    .isPresent())
        .isPresent();
  }

  /**
   * Ends an active one in a way of its own.
   *
   * @param end how far it came; its state is over
   * @return the record; empty when somebody else changed it meanwhile: then nothing was done
   */
  Optional<Versioned<SubmissionRecord>> end(
      Versioned<SubmissionRecord> old, Lifecycle end, List<Problem> problems, byte[] spec) {
    SubmissionRecord over = old.value().with(end);
    Outcome outcome = ending(StatusFactory.active(over, problems, List.of()), spec);
    Optional<Versioned<SubmissionRecord>> stored = ports.queue().end(old, over, outcome);
    stored.ifPresent(written -> carryOut(written, outcome));
    return stored;
  }

  /** Carries an ending on that was begun. */
  void resume(Versioned<SubmissionRecord> over) {
    ports.queue().ending(over).ifPresent(outcome -> carryOut(over, outcome));
  }

  private static Outcome ending(Status status, byte[] spec) {
    return new Outcome(status, new String(spec, StandardCharsets.UTF_8));
  }

  private void carryOut(Versioned<SubmissionRecord> over, Outcome outcome) {
    ports.outcomes().create(over.value().id(), outcome);
    if (publisher.publish(outcome.status())) {
      ports.queue().delete(over);
      log.info(
          eventOf(outcome.status().state()),
          over.value(),
          describe(over.value(), outcome),
          fields(outcome.status()));
    }
  }

  private static String describe(SubmissionRecord over, Outcome outcome) {
    StringBuilder text =
        new StringBuilder(over.submission() + " ended " + outcome.status().state());
    if (!outcome.status().job().isEmpty()) {
      text.append(" as ").append(outcome.status().job());
    }
    if (!outcome.status().problems().isEmpty()) {
      text.append(": ");
      text.append(
          String.join(
              ", ",
              outcome.status().problems().stream()
                  .map(problem -> (problem.code() + " " + problem.where()).strip())
                  .toList()));
    }
    return text.toString().strip();
  }

  private static Map<LogField, String> fields(Status ending) {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    fields.put(LogField.STATE, ending.state().name());
    ending.problems().stream()
        .findFirst()
        .ifPresent(problem -> fields.put(LogField.CODE, problem.code().name()));
    return fields;
  }

  private static LogEvent eventOf(State state) {
    return switch (state) {
      case REJECTED -> LogEvent.SPEC_REJECTED;
      case WITHDRAWN -> LogEvent.SPEC_WITHDRAWN;
      case TIMED_OUT -> LogEvent.SPEC_TIMED_OUT;
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED, PARTIALLY_SUCCEEDED -> LogEvent.JOB_ENDED;
      case WAITING, LAUNCHING, QUEUED, PENDING, RUNNING, CANCELLING, PAUSED, UPDATING ->
          throw new IllegalArgumentException(state + " is no end");
    };
  }
}
