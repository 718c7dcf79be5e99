package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Deadline;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at the queue and does what is due. Level-triggered: what made it look does not matter, only
 * what it finds; so it may be called at any time, by anybody, any number of times.
 */
final class Dispatcher {

  /** Of the time that there is, what is left to endings even where passes could use all of it. */
  private static final Duration FOR_ENDINGS = Settings.BUDGET.dividedBy(4);

  private final EventScope scope;
  private final Ports ports;
  private final Log log;
  private final Deadline endOfPasses;
  private final Deadline end;

  Dispatcher(EventScope scope) {
    this.scope = scope;
    this.ports = scope.ports();
    this.log = scope.log();
    this.end = Deadline.in(Settings.BUDGET, ports.time());
    this.endOfPasses = end.earlierBy(FOR_ENDINGS);
  }

  /**
   * Serves the queue of one persistent resource, or of all. Never throws: everything is written
   * down by now, and the next pass does what this one cannot.
   *
   * @param only its ID; empty for all
   * @param isTick whether to do as well what need not be done at once
   */
  void dispatch(Optional<String> only, boolean isTick) {
    alone(only.orElse(""), () -> serveAll(only, isTick));
  }

  private void serveAll(Optional<String> only, boolean isTick) {
    Queue.Listing queue = ports.queue().list();
    warnUnreadable(queue);
    Set<String> resources = new TreeSet<>();
    List<Versioned<SubmissionRecord>> over = new ArrayList<>();
    for (Versioned<SubmissionRecord> stored : queue.records()) {
      if (stored.value().isOver()) {
        over.add(stored);
      } else {
        resources.add(stored.value().request().resource());
      }
    }
    only.ifPresent(resource -> resources.retainAll(Set.of(resource)));
    for (String resource : startingAnywhere(resources)) {
      if (isTimeLeft(endOfPasses)) {
        alone(resource, () -> serve(resource, isTick));
      }
    }
    finish(over);
  }

  /** Carries endings on that were begun: after the passes, as each may take long. */
  private void finish(List<Versioned<SubmissionRecord>> over) {
    RecordIsolation isolation = scope.isolation();
    OutcomeRecorder recorder = scope.recorder();
    for (Versioned<SubmissionRecord> stored : over) {
      if (isTimeLeft(end)) {
        isolation.each(stored, recorder::resume);
      }
    }
  }

  /** When time does not suffice for all, it is not always the same that are left. */
  private List<String> startingAnywhere(Set<String> resources) {
    List<String> order = new ArrayList<>(resources);
    if (order.size() > 1) {
      Collections.rotate(order, Math.floorMod(ports.tokens().get().hashCode(), order.size()));
    }
    return order;
  }

  /** What goes wrong with one resource does not stop the others. */
  private void alone(String resource, Runnable action) {
    try {
      action.run();
    } catch (RetryLater e) {
      String message = "the pass is left to the next tick: " + e.getMessage();
      log.write(failed(Log.Severity.WARNING, message, resource, e));
    } catch (RuntimeException e) {
      String message = "a bug ended the pass; please report it with this log entry";
      log.write(failed(Log.Severity.ERROR, message, resource, e));
    }
  }

  private static Log.Entry failed(
      Log.Severity severity, String message, String resource, RuntimeException why) {
    return Log.Entry.of(severity, LogEvent.PASS_FAILED, message)
        .withResource(resource)
        .withCause(why);
  }

  /**
   * Passes under the lease until nothing new has come; freed, it looks once more for what came
   * meanwhile.
   */
  private void serve(String resource, boolean isTick) {
    Pass.PassResult outcome;
    do {
      LeaseKeeper keeper = new LeaseKeeper(ports, resource, ports.tokens().get());
      LeaseKeeper.LeaseGrant lease = keeper.take();
      if (lease.isElsewhere()) {
        logLeft(resource);
        return;
      }
      Instant housekept = lease.housekept();
      try {
        do {
          boolean isDue = isTick || lease.isHousekeepingDue(ports.time(), housekept);
          Optional<Instant> now = lease.bucketNow(ports.time());
          outcome = new Pass(scope, resource, endOfPasses).run(lease, isDue);
          if (isDue) {
            housekept = now.orElse(housekept);
          }
          keeper.linger(lease);
        } while (isTimeLeft(endOfPasses)
            && (!outcome.isDone() || hasNew(resource, outcome.seen())));
      } finally {
        keeper.free(lease, housekept);
      }
    } while (isTimeLeft(endOfPasses) && hasNew(resource, outcome.seen()));
  }

  private boolean isTimeLeft(Deadline until) {
    return !until.isOver(ports.time());
  }

  /**
   * Whether somebody waits whom the pass did not see waiting: who has come, or has stepped back
   * from a launch, and found the lease held.
   */
  private boolean hasNew(String resource, Set<String> seen) {
    return ports.queue().list().records().stream()
        .map(Versioned::value)
        .filter(entry -> entry.request().resource().equals(resource))
        .filter(SubmissionRecord::isWaiting)
        .anyMatch(entry -> !seen.contains(entry.id()));
  }

  private void logLeft(String resource) {
    log.write(
        Log.Entry.of(
                Log.Severity.INFO,
                LogEvent.PASS_LEFT,
                "somebody else serves the queue of " + resource + " right now")
            .withResource(resource));
  }

  private void warnUnreadable(Queue.Listing queue) {
    Set<String> foreign =
        queue.foreign().stream().map(SubmissionRecord::id).collect(Collectors.toSet());
    for (String id : queue.unreadable()) {
      log.write(
          Log.Entry.of(
                  Log.Severity.WARNING,
                  LogEvent.RECORD_UNREADABLE,
                  "the record queue/"
                      + id
                      + " cannot be read by this version: "
                      + (foreign.contains(id)
                          ? "it keeps its replicas and its turn, and nothing is done about it"
                          : "it is left alone and holds nothing")
                      + "; deploy the version that wrote it, or delete it and upload the spec again")
              .withSubmission(id));
    }
  }
}
