package dev.slipway.dispatch;

import dev.slipway.dispatch.Launch.Next;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusOf;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.snapshot.Look;
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
   * @param isTick whether it is ended when it has waited too long
   * @param isToldAnyway whether it is told its place although it was told before
   */
  record Place(int position, boolean isTick, boolean isToldAnyway) {}

  /** What did not answer once is asked again within minutes: it is nobody's refusal. */
  private static final int MOST_PATIENT = 3;

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Look look;
  private final Overdue overdue;
  private final Set<String> asked = new HashSet<>();
  private boolean hasLaunched;
  private Next next = Next.GO_ON;

  Action(Ports ports, Settings settings, Log log, Look look, Overdue overdue) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.look = look;
    this.overdue = overdue;
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
  void take(Kept<QueueRecord> kept, Decision decision, Place place) {
    decision
        .<Runnable>match(
            launch -> () -> launch(kept, launch),
            wait -> () -> waits(kept, wait, place),
            reject -> () -> new Finisher(ports, log).end(kept, State.REJECTED, reject.problems()))
        .run();
  }

  private void launch(Kept<QueueRecord> kept, Decision.Launch launch) {
    hasLaunched = true;
    next = Next.GO_ON;
    try {
      next =
          new Launch(ports, settings, log, look)
              .run(kept, look.resource().orElseThrow(), launch.pools());
    } catch (RetryLater e) {
      // Unless the record can be put off, the bucket does not answer: nothing more is tried.
      next = Next.STOP;
      next = putOff(kept.value(), e);
    }
    if (next == Next.ASKED) {
      asked.add(kept.value().id());
    }
  }

  /**
   * It may be this one only whose launch something does not answer: then it must not keep those
   * behind it from theirs.
   */
  private Next putOff(QueueRecord entry, RetryLater why) {
    log.warn(
        LogEvent.PASS_FAILED,
        entry,
        entry.submission() + " could not be launched now: " + why.getMessage());
    // The attempt may have changed the record.
    ports
        .queue()
        .read(entry.id())
        .filter(kept -> kept.value().progress().state() == State.WAITING)
        .ifPresent(kept -> putOff(kept, why));
    return Next.PLAN_AGAIN;
  }

  private void putOff(Kept<QueueRecord> waiting, RetryLater why) {
    QueueRecord entry = waiting.value();
    Instant now = ports.time().now();
    int failed = Math.min(entry.progress().refusals() + 1, MOST_PATIENT);
    QueueRecord back = entry.with(entry.progress().refused(Planner.retryAfter(failed, now), now));
    Problem untried =
        Problem.of(ProblemCode.LAUNCH_NOT_TRIED, "", "message", String.valueOf(why.getMessage()));
    ports
        .queue()
        .spec(waiting)
        .flatMap(spec -> ports.queue().replace(waiting, back, spec))
        .ifPresent(it -> new StatusBoard(ports, log).tell(StatusOf.backingOff(back, untried)));
  }

  /** Queue positions change with every launch: they are told on ticks only, and once at first. */
  private void waits(Kept<QueueRecord> kept, Decision.Wait wait, Place place) {
    if (place.isTick() && overdue.includes(kept.value())) {
      List<Problem> reasons =
          Stream.concat(wait.reasons().stream(), wait.warnings().stream()).toList();
      overdue.end(kept, reasons);
      return;
    }
    boolean isFirst = !kept.value().progress().decided();
    if (isFirst || place.isToldAnyway()) {
      QueueRecord entry = isFirst && fitsRunning(wait) ? decided(kept) : kept.value();
      List<Problem> warnings =
          isFirst
              ? Stream.concat(advice(entry, wait), wait.warnings().stream()).toList()
              : wait.warnings();
      new StatusBoard(ports, log)
          .tell(StatusOf.waiting(entry, place.position(), wait.reasons(), warnings));
    }
  }

  private Stream<Problem> advice(QueueRecord entry, Decision.Wait wait) {
    return look.resource().stream()
        .flatMap(
            resource ->
                Advice.beside(wait.warnings(), resource, entry.ask().requirements()).stream());
  }

  /** What is wrong with the policy says nothing of the resource. */
  private boolean fitsRunning(Decision.Wait wait) {
    return wait.warnings().stream().allMatch(w -> w.code() == ProblemCode.POLICY_UNREADABLE)
        && look.resource().filter(r -> r.state() == ResourceState.RUNNING).isPresent();
  }

  private QueueRecord decided(Kept<QueueRecord> kept) {
    QueueRecord next = kept.value().with(kept.value().progress().asDecided());
    Optional<Kept<QueueRecord>> written =
        ports.queue().spec(kept).flatMap(spec -> ports.queue().replace(kept, next, spec));
    written.ifPresent(
        w -> log.info(LogEvent.JOB_WAITS, next, next.submission() + " waits its turn"));
    return written.map(Kept::value).orElse(kept.value());
  }
}
