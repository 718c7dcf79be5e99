package dev.slipway.dispatch;

import dev.slipway.dispatch.QueuedLaunch.Next;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.plan.Advice;
import dev.slipway.plan.Decision;
import dev.slipway.plan.Planner;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the decisions of one pass come to. */
final class Action {

  /**
   * Where a submission stands among those that wait.
   *
   * @param position from 1
   * @param mayTimeOut whether it is ended when it has waited too long
   * @param isPublishedAnyway whether its place is published although it was published before
   */
  record QueuePosition(int position, boolean mayTimeOut, boolean isPublishedAnyway) {}

  /** What did not answer once is asked again within minutes: it is nobody's refusal. */
  private static final int MOST_PATIENT = 3;

  private final EventScope scope;
  private final Ports ports;
  private final Log log;
  private final Snapshot snapshot;
  private final WaitTimeout timeout;
  private final Set<String> asked = new HashSet<>();
  private boolean hasLaunched;
  private Next next = Next.GO_ON;

  Action(EventScope scope, Snapshot snapshot, WaitTimeout timeout) {
    this.scope = scope;
    this.ports = scope.ports();
    this.log = scope.log();
    this.snapshot = snapshot;
    this.timeout = timeout;
  }

  /** What the latest launch leaves the pass to do; with any other than a go, it must end. */
  Next next() {
    return next;
  }

  /** Whether Vertex AI was asked for the job of a submission. */
  boolean hasAskedFor(String id) {
    return asked.contains(id);
  }

  /** Whether any launch was begun. */
  boolean hasLaunched() {
    return hasLaunched;
  }

  /** Carries a decision out. */
  void take(Versioned<SubmissionRecord> stored, Decision decision, QueuePosition place) {
    if (decision instanceof Decision.Launch launch) {
      launch(stored, launch);
    } else if (decision instanceof Decision.Wait wait) {
      waits(stored, wait, place);
    } else if (decision instanceof Decision.Reject reject) {
      scope.recorder().end(stored, State.REJECTED, reject.problems());
    }
  }

  private void launch(Versioned<SubmissionRecord> stored, Decision.Launch launch) {
    hasLaunched = true;
    next = Next.GO_ON;
    try {
      next =
          new QueuedLaunch(scope, snapshot)
              .run(stored, snapshot.resource().orElseThrow(), launch.pools());
    } catch (RetryLater e) {
      // Unless the record can be put off, the bucket does not answer: nothing more is tried.
      next = Next.STOP;
      next = putOff(stored.value(), e);
    }
    if (next == Next.ASKED) {
      asked.add(stored.value().id());
    }
  }

  /**
   * It may be this one only whose launch something does not answer: then it must not keep those
   * behind it from theirs.
   */
  private Next putOff(SubmissionRecord entry, RetryLater why) {
    log.warn(
        LogEvent.PASS_FAILED,
        entry,
        entry.submission() + " could not be launched now: " + why.getMessage());
    // The attempt may have changed the record.
    ports
        .queue()
        .read(entry.id())
        .filter(stored -> stored.value().isWaiting())
        .ifPresent(stored -> putOff(stored, why));
    return Next.PLAN_AGAIN;
  }

  private void putOff(Versioned<SubmissionRecord> waiting, RetryLater why) {
    SubmissionRecord entry = waiting.value();
    Instant now = ports.time().now();
    int failed = Math.min(entry.lifecycle().backoff().refusals() + 1, MOST_PATIENT);
    SubmissionRecord back =
        entry.with(entry.lifecycle().refused(Planner.retryAfter(failed, now), now));
    Problem untried =
        Problem.of(ProblemCode.LAUNCH_NOT_TRIED, "", "message", String.valueOf(why.getMessage()));
    ports
        .update(waiting, back)
        .ifPresent(it -> scope.publisher().publish(StatusFactory.backingOff(back, untried)));
  }

  /** Queue positions change with every launch: they are told on ticks only, and once at first. */
  private void waits(Versioned<SubmissionRecord> stored, Decision.Wait wait, QueuePosition place) {
    if (place.mayTimeOut() && timeout.includes(stored.value())) {
      List<Problem> reasons =
          Stream.concat(wait.reasons().stream(), wait.warnings().stream()).toList();
      timeout.end(stored, reasons);
      return;
    }
    boolean isFirst = !stored.value().lifecycle().decided();
    if (isFirst || place.isPublishedAnyway()) {
      SubmissionRecord entry = isFirst && fitsRunning(wait) ? decided(stored) : stored.value();
      List<Problem> warnings =
          isFirst
              ? Stream.concat(advice(entry, wait), wait.warnings().stream()).toList()
              : wait.warnings();
      scope
          .publisher()
          .publish(StatusFactory.waiting(entry, place.position(), wait.reasons(), warnings));
    }
  }

  private Stream<Problem> advice(SubmissionRecord entry, Decision.Wait wait) {
    return snapshot.resource().stream()
        .flatMap(
            resource ->
                Advice.beside(wait.warnings(), resource, entry.request().requirements()).stream());
  }

  /** What is wrong with the policy says nothing of the resource. */
  private boolean fitsRunning(Decision.Wait wait) {
    return wait.warnings().stream().allMatch(w -> w.code() == ProblemCode.POLICY_UNREADABLE)
        && snapshot.resource().filter(r -> r.state() == ResourceState.RUNNING).isPresent();
  }

  private SubmissionRecord decided(Versioned<SubmissionRecord> stored) {
    SubmissionRecord next = stored.value().with(stored.value().lifecycle().asDecided());
    Optional<Versioned<SubmissionRecord>> written = ports.update(stored, next);
    written.ifPresent(
        w -> log.info(LogEvent.JOB_WAITS, next, next.submission() + " waits its turn"));
    return written.map(Versioned::value).orElse(stored.value());
  }
}
