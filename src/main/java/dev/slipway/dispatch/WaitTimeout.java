package dev.slipway.dispatch;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Control.Paused;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has waited too long, and its end. Time in which launching was paused does not count. */
final class WaitTimeout {

  /** How many pauses are remembered, the latest. */
  private static final int PAUSES = 50;

  /** A pause is noted again when it was seen to last so much longer. */
  private static final Duration NOTED_EVERY = Duration.ofSeconds(30);

  private final Control control;
  private final OutcomeRecorder recorder;
  private final Duration most;
  private final Optional<Instant> now;
  private Optional<List<Paused>> periods = Optional.empty();

  /**
   * @param now by the bucket's clock; empty when we do not know it: then nobody is overdue
   */
  WaitTimeout(EventScope scope, Optional<Instant> now) {
    this.control = scope.ports().control();
    this.recorder = scope.recorder();
    this.most = scope.settings().waitAtMost();
    this.now = now;
  }

  /** Remembers that launching is paused now. */
  void note(Control.Pause pause) {
    now.ifPresent(
        instant -> {
          Optional<Versioned<List<Paused>>> noted = control.paused();
          List<Paused> next = new ArrayList<>(noted.map(Versioned::value).orElse(List.of()));
          boolean isKnown =
              !next.isEmpty() && next.get(next.size() - 1).from().equals(pause.since());
          if (isKnown && isRecent(next.remove(next.size() - 1), instant)) {
            return;
          }
          next.add(new Paused(pause.since(), instant));
          control.notePaused(next.subList(Math.max(0, next.size() - PAUSES), next.size()), noted);
        });
  }

  private static boolean isRecent(Paused last, Instant now) {
    return now.isBefore(last.to().plus(NOTED_EVERY));
  }

  /** Whether one that waits has waited longer than it may. */
  boolean includes(SubmissionRecord waiting) {
    Instant arrival = waiting.request().arrival();
    return now.filter(instant -> isTooLong(Duration.between(arrival, instant)))
        .filter(instant -> isTooLong(waited(arrival, instant)))
        .isPresent();
  }

  /**
   * Ends one that has waited too long.
   *
   * @param reasons what it waited for last
   */
  void end(Versioned<SubmissionRecord> waiting, List<Problem> reasons) {
    Instant arrival = waiting.value().request().arrival();
    Problem tooLong = Problem.of(ProblemCode.WAITED_TOO_LONG, "", "arrival", arrival, "most", most);
    recorder.end(
        waiting, State.TIMED_OUT, Stream.concat(Stream.of(tooLong), reasons.stream()).toList());
  }

  private boolean isTooLong(Duration waited) {
    return waited.compareTo(most) > 0;
  }

  private Duration waited(Instant arrival, Instant instant) {
    Duration waited = Duration.between(arrival, instant);
    for (Paused pause : periods()) {
      waited = waited.minus(overlap(pause, arrival, instant));
    }
    return waited;
  }

  private static Duration overlap(Paused pause, Instant arrival, Instant instant) {
    Instant from = pause.from().isAfter(arrival) ? pause.from() : arrival;
    Instant to = pause.to().isBefore(instant) ? pause.to() : instant;
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  /** Read only when somebody may be overdue. */
  private List<Paused> periods() {
    if (periods.isEmpty()) {
      periods = Optional.of(control.paused().map(Versioned::value).orElse(List.of()));
    }
    return periods.get();
  }
}
