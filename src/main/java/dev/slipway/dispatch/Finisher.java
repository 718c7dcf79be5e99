package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusOf;
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
final class Finisher {

  private final Ports ports;
  private final StatusBoard board;
  private final Log log;

  Finisher(Ports ports, Log log) {
    this.ports = ports;
    this.board = new StatusBoard(ports, log);
    this.log = log;
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
      QueueRecord entry, List<Problem> problems, List<Problem> warnings, byte[] spec) {
    Ending ending = ending(StatusOf.active(entry, problems, warnings), spec);
    Optional<Kept<QueueRecord>> created = ports.queue().createEnded(entry, ending);
    created.ifPresent(kept -> new Guard(ports, log).each(kept, it -> carryOut(it, ending)));
    return created.isPresent();
  }

  /**
   * Ends an active one.
   *
   * @return false when somebody else changed it meanwhile: then nothing was done
   */
  boolean end(Kept<QueueRecord> old, State state, List<Problem> problems) {
    return ports
        .queue()
        .spec(old)
        .filter(
            spec ->
                end(old, old.value().progress().ended(state, ports.time().now()), problems, spec)
                    .isPresent())
        .isPresent();
  }

  /**
   * Ends an active one in a way of its own.
   *
   * @param end how far it came; its state is over
   * @return the record; empty when somebody else changed it meanwhile: then nothing was done
   */
  Optional<Kept<QueueRecord>> end(
      Kept<QueueRecord> old, Progress end, List<Problem> problems, byte[] spec) {
    QueueRecord over = old.value().with(end);
    Ending ending = ending(StatusOf.active(over, problems, List.of()), spec);
    Optional<Kept<QueueRecord>> kept = ports.queue().end(old, over, ending);
    kept.ifPresent(written -> carryOut(written, ending));
    return kept;
  }

  /** Carries an ending on that was begun. */
  void resume(Kept<QueueRecord> over) {
    ports.queue().ending(over).ifPresent(ending -> carryOut(over, ending));
  }

  private static Ending ending(Status status, byte[] spec) {
    return new Ending(status, new String(spec, StandardCharsets.UTF_8));
  }

  private void carryOut(Kept<QueueRecord> over, Ending ending) {
    ports.endings().create(over.value().id(), ending);
    if (board.tell(ending.status())) {
      ports.queue().delete(over);
      log.info(
          eventOf(ending.status().state()),
          over.value(),
          describe(over.value(), ending),
          fields(ending.status()));
    }
  }

  private static String describe(QueueRecord over, Ending ending) {
    StringBuilder text = new StringBuilder(over.submission() + " ended " + ending.status().state());
    if (!ending.status().job().isEmpty()) {
      text.append(" as ").append(ending.status().job());
    }
    if (!ending.status().problems().isEmpty()) {
      text.append(": ");
      text.append(
          String.join(
              ", ",
              ending.status().problems().stream()
                  .map(problem -> problem.code() + " " + problem.where())
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
