package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Deadline;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.LogField;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.IsolatedPlanning;
import dev.slipway.dispatch.snapshot.PendingQueue;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.plan.PlanInput;
import dev.slipway.plan.Planner;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run for one persistent resource: take a snapshot, bring launches up to date with the jobs,
 * plan what waits, act.
 */
final class Pass {

  /** How many of those that wait are told their position on a tick, the first in the queue. */
  private static final int POSITIONS_TOLD = 100;

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final String resource;
  private final Deadline end;
  private final RecordIsolation guard;

  /**
   * @param end when to leave the rest to the next pass
   */
  Pass(Ports ports, Settings settings, Log log, String resource, Deadline end) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.resource = resource;
    this.end = end;
    this.guard = new RecordIsolation(ports, log);
  }

  /**
   * What a pass came to.
   *
   * @param seen IDs of all submissions that it saw waiting
   * @param isDone whether nothing is left for another pass at once
   */
  record PassResult(Set<String> seen, boolean isDone) {}

  PassResult run(LeaseKeeper.LeaseGrant lease, boolean isTick) {
    Supplier<List<Control.CancelRequest>> requests =
        ports.reads().begin(ports.control()::cancelRequests);
    Snapshot snapshot = honoured(look(requests, lease, isTick), requests.get());
    boolean isChanged =
        new Reconciliation(ports, settings, log, snapshot, end)
            .settle(own(snapshot.queue()), lease.bucketNow(ports.time()), isTick);
    Snapshot settled =
        isChanged
            ? snapshot.with(ports.queue().list().withoutThoseToWithdraw(requests.get()))
            : snapshot;
    PassContext turn = turn(lease, settled.queue(), isTick);
    Map<String, Decision> decisions = decide(settled, turn);
    turn.forbidden().ifPresent(why -> decisions.replaceAll((id, each) -> Ban.forbidden(each, why)));
    Action action = new Action(ports, settings, log, settled, turn.overdue());
    boolean isDone = act(settled, decisions, turn, action);
    if (isTick) {
      lease
          .bucketNow(ports.time())
          .ifPresent(
              now -> new CancelRequests(ports, log).tidy(requests.get(), snapshot.queue(), now));
      tellHowManyWait(decisions);
      endOverdue(own(settled.queue()), turn.overdue());
      if (isDone || !isTimeLeft()) {
        endUnlaunched(decisions, turn, action);
      }
    }
    Set<String> seen =
        Stream.concat(own(snapshot.queue()).stream(), own(settled.queue()).stream())
            .map(Versioned::value)
            .filter(SubmissionRecord::isWaiting)
            .map(SubmissionRecord::id)
            .collect(Collectors.toSet());
    return new PassResult(seen, isDone);
  }

  /**
   * What a pass knows besides its look.
   *
   * @param waiting those that wait and are still wanted, in the order of the queue, by ID
   * @param pause why nothing is launched; empty when nothing is paused
   * @param forbidden that there is no policy to go by, and nothing may be launched; else empty
   * @param policy what is allowed; everything when there is none to go by
   * @param overdue who has waited too long
   */
  private record PassContext(
      boolean isTick,
      Map<String, Versioned<SubmissionRecord>> waiting,
      Optional<Control.Pause> pause,
      Optional<Problem> forbidden,
      Policy policy,
      WaitTimeout overdue) {}

  private PassContext turn(LeaseKeeper.LeaseGrant lease, Queue.Listing queue, boolean isTick) {
    List<Versioned<SubmissionRecord>> wanted = wanted(own(queue));
    boolean isAnyWaiting = !wanted.isEmpty();
    WaitTimeout overdue = new WaitTimeout(ports, settings, log, lease.bucketNow(ports.time()));
    Optional<Control.Pause> pause = isAnyWaiting ? ports.control().pause() : Optional.empty();
    if (isTick) {
      pause.ifPresent(overdue::note);
    }
    Policies.Current policy =
        isAnyWaiting ? ports.policies().current() : Policies.Current.of(Policy.ALLOW_ALL);
    policy.problem().ifPresent(this::warnForbidden);
    Map<String, Versioned<SubmissionRecord>> waiting = new LinkedHashMap<>();
    Policy usable = policy.policy().orElse(Policy.ALLOW_ALL);
    PendingQueue.of(new Priorities(ports, settings, log).lowered(wanted, usable))
        .forEach(kept -> waiting.put(kept.value().id(), kept));
    return new PassContext(isTick, waiting, pause, policy.problem(), usable, overdue);
  }

  private void warnForbidden(Problem why) {
    String message =
        "nothing is launched, since the policy cannot be used: " + why.facts().get("why");
    log.write(
        new Log.Entry(
            Log.Severity.ERROR,
            LogEvent.POLICY_UNREADABLE,
            message,
            "",
            resource,
            Optional.empty()));
  }

  /** A level, not a change: told at each tick as long as somebody waits. */
  private void tellHowManyWait(Map<String, Decision> decisions) {
    long waiting = decisions.values().stream().filter(Decision.Wait.class::isInstance).count();
    if (waiting > 0) {
      log.write(
          new Log.Entry(
              Log.Severity.INFO,
              LogEvent.QUEUE_SEEN,
              waiting + (waiting == 1 ? " spec waits on" : " specs wait on"),
              "",
              resource,
              Optional.empty(),
              Map.of(LogField.WAITING, Long.toString(waiting))));
    }
  }

  /** Those that wait, in the order of the queue; of whom nobody wants more are withdrawn. */
  private List<Versioned<SubmissionRecord>> wanted(List<Versioned<SubmissionRecord>> records) {
    Withdrawal withdrawal = new Withdrawal(ports, settings, log);
    records.stream()
        .filter(kept -> kept.value().isWaiting())
        .filter(kept -> kept.value().lifecycle().wish() != Wish.NONE)
        .forEach(kept -> guard.each(kept, withdrawal::honour));
    return PendingQueue.of(records).stream()
        .filter(kept -> kept.value().lifecycle().wish() == Wish.NONE)
        .toList();
  }

  /** Those set aside are decided no more, but they do not wait for ever. */
  private void endOverdue(List<Versioned<SubmissionRecord>> records, WaitTimeout overdue) {
    records.stream()
        .filter(kept -> kept.value().isWaiting())
        .filter(kept -> kept.value().lifecycle().isSetAside())
        .filter(kept -> kept.value().lifecycle().wish() == Wish.NONE)
        .filter(kept -> overdue.includes(kept.value()))
        .forEach(
            kept -> {
              Problem aside =
                  Problem.of(
                      ProblemCode.RECORD_SET_ASIDE,
                      "",
                      "times",
                      kept.value().lifecycle().failures());
              guard.each(kept, one -> overdue.end(one, List.of(aside)));
            });
  }

  /** The same look with what becomes of the queue when requests to cancel are acted on. */
  private Snapshot honoured(Snapshot snapshot, List<Control.CancelRequest> requests) {
    return snapshot.with(
        new CancelRequests(ports, log).honour(resource, snapshot.queue(), requests));
  }

  private Snapshot look(
      Supplier<List<Control.CancelRequest>> requests,
      LeaseKeeper.LeaseGrant lease,
      boolean isTick) {
    try {
      return Snapshot.take(ports, resource);
    } catch (RetryLater e) {
      try {
        tellThatNothingIsSeen(
            e,
            new CancelRequests(ports, log).honour(resource, ports.queue().list(), requests.get()),
            lease,
            isTick);
      } catch (RetryLater untold) {
        e.addSuppressed(untold);
      }
      throw e;
    }
  }

  /** Nobody should have to read a log to learn why the queue does not move. */
  private void tellThatNothingIsSeen(
      RetryLater why, Queue.Listing queue, LeaseKeeper.LeaseGrant lease, boolean isTick) {
    Problem problem =
        Problem.of(ProblemCode.CANNOT_LOOK, "", "message", String.valueOf(why.getMessage()));
    PassContext turn = turn(lease, queue, isTick);
    WaitTimeout overdue = turn.overdue();
    int position = 0;
    for (Versioned<SubmissionRecord> kept : turn.waiting().values()) {
      position++;
      if (isTick && overdue.includes(kept.value())) {
        guard.each(kept, one -> overdue.end(one, List.of(problem)));
      } else if (position <= POSITIONS_TOLD && (isTick || !kept.value().lifecycle().decided())) {
        new StatusPublisher(ports, log)
            .tell(StatusFactory.waiting(kept.value(), position, List.of(), List.of(problem)));
      }
    }
  }

  private List<Versioned<SubmissionRecord>> own(Queue.Listing queue) {
    return PendingQueue.of(resource, queue.records());
  }

  private Map<String, Decision> decide(Snapshot snapshot, PassContext turn) {
    List<PendingSubmission> own =
        turn.waiting().values().stream().map(Versioned::value).map(PendingQueue::member).toList();
    if (snapshot.resource().isEmpty()) {
      return own.stream()
          .collect(
              Collectors.toMap(
                  PendingSubmission::id, this::notFound, (a, b) -> a, LinkedHashMap::new));
    }
    PersistentResource pools = snapshot.resource().get();
    PlanInput situation =
        snapshot.situation(pools, settings, turn.pause().map(Control.Pause::problem));
    Stream<PendingSubmission> foreign = PendingQueue.foreign(resource, snapshot.queue());
    Map<String, Decision> decisions =
        new LinkedHashMap<>(
            new Ban(turn.policy(), pools, settings)
                .around(
                    Stream.concat(own.stream(), foreign).toList(),
                    id -> Optional.ofNullable(turn.waiting().get(id)).map(Versioned::value),
                    allowed ->
                        IsolatedPlanning.plan(
                            allowed,
                            some -> Planner.plan(situation, some),
                            (one, bug) ->
                                Optional.ofNullable(turn.waiting().get(one.id()))
                                    .ifPresent(kept -> guard.failed(kept, bug)))));
    decisions.keySet().retainAll(turn.waiting().keySet());
    return decisions;
  }

  /** Looking took so long that nothing could be done with what was seen. */
  private void warnSlow(Snapshot snapshot, Versioned<SubmissionRecord> head, PassContext turn) {
    String message =
        "looking took %d s, and what was seen is good for %d s only"
            .formatted(
                snapshot.began().since(ports.time()).toSeconds(), Settings.LOOK_LASTS.toSeconds());
    log.warn(LogEvent.PASS_FAILED, head.value(), message + ": nothing is launched from it");
    if (turn.isTick()) {
      Problem slow = Problem.of(ProblemCode.CANNOT_LOOK, "", "message", message);
      new StatusPublisher(ports, log)
          .tell(StatusFactory.waiting(head.value(), 1, List.of(), List.of(slow)));
    }
  }

  private Decision notFound(PendingSubmission waiting) {
    List<Problem> problem =
        List.of(Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", resource));
    return waiting.decided() ? new Decision.Wait(List.of(), problem) : new Decision.Reject(problem);
  }

  /**
   * Acts on the decisions in the order of the queue.
   *
   * @return whether nothing is left for another pass at once
   */
  private boolean act(
      Snapshot snapshot, Map<String, Decision> decisions, PassContext turn, Action action) {
    int position = 0;
    for (Map.Entry<String, Decision> decided : decisions.entrySet()) {
      Decision decision = decided.getValue();
      Versioned<SubmissionRecord> kept =
          Objects.requireNonNull(turn.waiting().get(decided.getKey()));
      if (decision instanceof Decision.Launch && !snapshot.isFresh(ports.time())) {
        if (position == 0 && !action.hasLaunched()) {
          warnSlow(snapshot, kept, turn);
        }
        return false;
      }
      if (!isTimeLeft()) {
        return true;
      }
      position += decision instanceof Decision.Wait ? 1 : 0;
      Action.QueuePosition place =
          new Action.QueuePosition(
              position, turn.isTick(), turn.isTick() && position <= POSITIONS_TOLD);
      guard.each(kept, one -> action.take(one, decision, place));
      if (action.next() == QueuedLaunch.Next.PLAN_AGAIN
          || action.next() == QueuedLaunch.Next.STOP) {
        return action.next() == QueuedLaunch.Next.STOP;
      }
    }
    return true;
  }

  private boolean isTimeLeft() {
    return !end.isOver(ports.time());
  }

  /**
   * Ends what has waited too long although it was to be launched: a launch that fails each time
   * must not wait for ever.
   */
  private void endUnlaunched(Map<String, Decision> decisions, PassContext turn, Action action) {
    decisions.forEach(
        (id, decision) -> {
          Versioned<SubmissionRecord> kept = Objects.requireNonNull(turn.waiting().get(id));
          if (decision instanceof Decision.Launch
              && !action.hasAskedFor(id)
              && turn.overdue().includes(kept.value())) {
            guard.each(kept, one -> endUnlaunched(one, turn.overdue()));
          }
        });
  }

  /** What was tried meanwhile may have changed the record. */
  private void endUnlaunched(Versioned<SubmissionRecord> planned, WaitTimeout overdue) {
    ports
        .queue()
        .read(planned.value().id())
        .filter(kept -> kept.value().isWaiting())
        .ifPresent(kept -> overdue.end(kept, List.of()));
  }
}
