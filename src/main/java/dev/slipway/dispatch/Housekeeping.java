package dev.slipway.dispatch;

import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.LogField;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.plan.Decision;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What ticks do at the end of a pass, whether anything is launched or not. */
final class Housekeeping {

  private final EventScope scope;
  private final Ports ports;
  private final Log log;
  private final String resource;
  private final PassContext context;
  private final RecordIsolation isolation;

  Housekeeping(EventScope scope, String resource, PassContext context) {
    this.scope = scope;
    this.ports = scope.ports();
    this.log = scope.log();
    this.resource = resource;
    this.context = context;
    this.isolation = scope.isolation();
  }

  /**
   * Removes requests to cancel that nothing needs any more.
   *
   * @param bucketNow the time by the bucket's clock; where it is not known, nothing is removed
   */
  void removeRequests(
      List<Control.CancelRequest> requests, Queue.Listing queue, Optional<Instant> bucketNow) {
    bucketNow.ifPresent(now -> scope.cancelRequests().tidy(requests, queue, now));
  }

  /** Logged at each tick as long as anything waits: a level, not a change. */
  void reportHowManyWait(Map<String, Decision> plan) {
    long waiting = plan.values().stream().filter(Decision.Wait.class::isInstance).count();
    if (waiting > 0) {
      log.write(
          Log.Entry.of(
                  Log.Severity.INFO,
                  LogEvent.QUEUE_SEEN,
                  waiting + (waiting == 1 ? " spec waits on" : " specs wait on"))
              .withResource(resource)
              .withFields(Map.of(LogField.WAITING, Long.toString(waiting))));
    }
  }

  /** Quarantined records are not planned any more, but they do not wait for ever. */
  void timeOutQuarantined(List<Versioned<SubmissionRecord>> records) {
    records.stream()
        .filter(stored -> stored.value().isWaiting())
        .filter(stored -> stored.value().lifecycle().isSetAside())
        .filter(stored -> stored.value().lifecycle().wish() == Wish.NONE)
        .filter(stored -> context.timeout().includes(stored.value()))
        .forEach(
            stored -> {
              Problem aside =
                  Problem.of(
                      ProblemCode.RECORD_SET_ASIDE,
                      "",
                      "times",
                      stored.value().lifecycle().failures());
              isolation.each(stored, one -> context.timeout().end(one, List.of(aside)));
            });
  }

  /** Ends what has waited too long although the plan launches it: a launch may fail each time. */
  void timeOutUnlaunched(Map<String, Decision> plan, Action action) {
    plan.forEach(
        (id, decision) -> {
          Versioned<SubmissionRecord> stored = Objects.requireNonNull(context.waiting().get(id));
          if (decision instanceof Decision.Launch
              && !action.hasAskedFor(id)
              && context.timeout().includes(stored.value())) {
            isolation.each(stored, this::timeOutIfStillWaiting);
          }
        });
  }

  /** What was tried meanwhile may have changed the record. */
  private void timeOutIfStillWaiting(Versioned<SubmissionRecord> planned) {
    ports
        .queue()
        .read(planned.value().id())
        .filter(stored -> stored.value().isWaiting())
        .ifPresent(stored -> context.timeout().end(stored, List.of()));
  }
}
