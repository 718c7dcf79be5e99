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
  private static final int POSITIONS_PUBLISHED = 100;

  private final EventScope scope;
  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final String resource;
  private final Deadline end;
  private final RecordIsolation isolation;

  /**
   * @param end when to leave the rest to the next pass
   */
  Pass(EventScope scope, String resource, Deadline end) {
    this.scope = scope;
    this.ports = scope.ports();
    this.settings = scope.settings();
    this.log = scope.log();
    this.resource = resource;
    this.end = end;
    this.isolation = scope.isolation();
  }

  /**
   * What a pass came to.
   *
   * @param seen IDs of all submissions that it saw waiting
   * @param isDone whether nothing is left for another pass at once
   */
  record PassResult(Set<String> seen, boolean isDone) {}

  /**
   * Runs once.
   *
   * @param isHousekeepingDue whether to do what ticks are for as well
   */
  PassResult run(LeaseKeeper.LeaseGrant lease, boolean isHousekeepingDue) {
    // 1. Take a snapshot, and act on requests to cancel, which need none.
    Supplier<List<Control.CancelRequest>> requests =
        ports.reads().begin(ports.control()::cancelRequests);
    Snapshot taken = honoured(look(requests, lease, isHousekeepingDue), requests.get());
    // 2. Reconcile: bring launches up to date with the jobs that exist.
    Snapshot snapshot = reconciled(taken, requests, lease, isHousekeepingDue);
    // 3. Plan all that waits.
    PassContext context = context(lease, snapshot.queue(), isHousekeepingDue);
    Map<String, Decision> plan = plan(snapshot, context);
    // 4. Act on the plan, in the order of the queue.
    Action action = new Action(scope, snapshot, context.timeout());
    boolean isDone = act(snapshot, plan, context, action);
    // 5. Do what ticks are for.
    if (isHousekeepingDue) {
      Housekeeping housekeeping = new Housekeeping(scope, resource, context);
      housekeeping.removeRequests(requests.get(), taken.queue(), lease.bucketNow(ports.time()));
      housekeeping.reportHowManyWait(plan);
      housekeeping.timeOutQuarantined(own(snapshot.queue()));
      if (isDone || !isTimeLeft()) {
        housekeeping.timeOutUnlaunched(plan, action);
      }
    }
    return new PassResult(waitingIn(taken, snapshot), isDone);
  }

  private Snapshot reconciled(
      Snapshot snapshot,
      Supplier<List<Control.CancelRequest>> requests,
      LeaseKeeper.LeaseGrant lease,
      boolean isHousekeepingDue) {
    boolean isChanged =
        new Reconciliation(scope, snapshot, end)
            .settle(own(snapshot.queue()), lease.bucketNow(ports.time()), isHousekeepingDue);
    return isChanged
        ? snapshot.with(ports.queue().list().withoutThoseToWithdraw(requests.get()))
        : snapshot;
  }

  private Set<String> waitingIn(Snapshot... snapshots) {
    return Stream.of(snapshots)
        .flatMap(snapshot -> own(snapshot.queue()).stream())
        .map(Versioned::value)
        .filter(SubmissionRecord::isWaiting)
        .map(SubmissionRecord::id)
        .collect(Collectors.toSet());
  }

  private PassContext context(
      LeaseKeeper.LeaseGrant lease, Queue.Listing queue, boolean isHousekeepingDue) {
    List<Versioned<SubmissionRecord>> wanted = wanted(own(queue));
    boolean isAnyWaiting = !wanted.isEmpty();
    WaitTimeout timeout = new WaitTimeout(scope, lease.bucketNow(ports.time()));
    Optional<Control.Pause> pause = isAnyWaiting ? ports.control().pause() : Optional.empty();
    if (isHousekeepingDue) {
      pause.ifPresent(timeout::note);
    }
    Policies.Current policy =
        isAnyWaiting ? ports.policies().current() : Policies.Current.of(Policy.ALLOW_ALL);
    policy.problem().ifPresent(this::warnForbidden);
    Map<String, Versioned<SubmissionRecord>> waiting = new LinkedHashMap<>();
    Policy usable = policy.policy().orElse(Policy.ALLOW_ALL);
    PendingQueue.of(scope.priorities().lowered(wanted, usable))
        .forEach(stored -> waiting.put(stored.value().id(), stored));
    return new PassContext(isHousekeepingDue, waiting, pause, policy.problem(), usable, timeout);
  }

  private void warnForbidden(Problem why) {
    String message =
        "nothing is launched, since the policy cannot be used: " + why.facts().get("why");
    log.write(
        Log.Entry.of(Log.Severity.ERROR, LogEvent.POLICY_UNREADABLE, message)
            .withResource(resource));
  }

  /** Those that wait, in the order of the queue; of whom nobody wants more are withdrawn. */
  private List<Versioned<SubmissionRecord>> wanted(List<Versioned<SubmissionRecord>> records) {
    Withdrawal withdrawal = scope.withdrawal();
    records.stream()
        .filter(stored -> stored.value().isWaiting())
        .filter(stored -> stored.value().lifecycle().wish() != Wish.NONE)
        .forEach(stored -> isolation.each(stored, withdrawal::honour));
    return PendingQueue.of(records).stream()
        .filter(stored -> stored.value().lifecycle().wish() == Wish.NONE)
        .toList();
  }

  /** The same look with what becomes of the queue when requests to cancel are acted on. */
  private Snapshot honoured(Snapshot snapshot, List<Control.CancelRequest> requests) {
    return snapshot.with(scope.cancelRequests().honour(resource, snapshot.queue(), requests));
  }

  private Snapshot look(
      Supplier<List<Control.CancelRequest>> requests,
      LeaseKeeper.LeaseGrant lease,
      boolean isHousekeepingDue) {
    try {
      return Snapshot.take(ports, resource);
    } catch (RetryLater e) {
      try {
        publishThatNothingIsSeen(
            e,
            scope.cancelRequests().honour(resource, ports.queue().list(), requests.get()),
            lease,
            isHousekeepingDue);
      } catch (RetryLater untold) {
        e.addSuppressed(untold);
      }
      throw e;
    }
  }

  /** Nobody should have to read a log to learn why the queue does not move. */
  private void publishThatNothingIsSeen(
      RetryLater why,
      Queue.Listing queue,
      LeaseKeeper.LeaseGrant lease,
      boolean isHousekeepingDue) {
    Problem problem =
        Problem.of(ProblemCode.CANNOT_LOOK, "", "message", String.valueOf(why.getMessage()));
    PassContext context = context(lease, queue, isHousekeepingDue);
    WaitTimeout timeout = context.timeout();
    int position = 0;
    for (Versioned<SubmissionRecord> stored : context.waiting().values()) {
      position++;
      if (isHousekeepingDue && timeout.includes(stored.value())) {
        isolation.each(stored, one -> timeout.end(one, List.of(problem)));
      } else if (position <= POSITIONS_PUBLISHED
          && (isHousekeepingDue || !stored.value().lifecycle().decided())) {
        scope
            .publisher()
            .publish(StatusFactory.waiting(stored.value(), position, List.of(), List.of(problem)));
      }
    }
  }

  private List<Versioned<SubmissionRecord>> own(Queue.Listing queue) {
    return PendingQueue.of(resource, queue.records());
  }

  /** A decision for all that waits; without a usable policy, nothing is launched. */
  private Map<String, Decision> plan(Snapshot snapshot, PassContext context) {
    Map<String, Decision> decisions = decide(snapshot, context);
    context
        .forbidden()
        .ifPresent(why -> decisions.replaceAll((id, each) -> Ban.forbidden(each, why)));
    return decisions;
  }

  private Map<String, Decision> decide(Snapshot snapshot, PassContext context) {
    List<PendingSubmission> own =
        context.waiting().values().stream()
            .map(Versioned::value)
            .map(PendingQueue::member)
            .toList();
    if (snapshot.resource().isEmpty()) {
      return own.stream()
          .collect(
              Collectors.toMap(
                  PendingSubmission::id, this::notFound, (a, b) -> a, LinkedHashMap::new));
    }
    PersistentResource pools = snapshot.resource().get();
    PlanInput input =
        snapshot.situation(pools, settings, context.pause().map(Control.Pause::problem));
    Stream<PendingSubmission> foreign = PendingQueue.foreign(resource, snapshot.queue());
    Map<String, Decision> decisions =
        new LinkedHashMap<>(
            new Ban(context.policy(), pools, settings)
                .around(
                    Stream.concat(own.stream(), foreign).toList(),
                    id -> Optional.ofNullable(context.waiting().get(id)).map(Versioned::value),
                    allowed ->
                        IsolatedPlanning.plan(
                            allowed,
                            some -> Planner.plan(input, some),
                            (one, bug) ->
                                Optional.ofNullable(context.waiting().get(one.id()))
                                    .ifPresent(stored -> isolation.failed(stored, bug)))));
    decisions.keySet().retainAll(context.waiting().keySet());
    return decisions;
  }

  /** Looking took so long that nothing could be done with what was seen. */
  private void warnSlow(Snapshot snapshot, Versioned<SubmissionRecord> head, PassContext context) {
    String message =
        "looking took %d s, and what was seen is good for %d s only"
            .formatted(
                snapshot.began().since(ports.time()).toSeconds(), Settings.LOOK_LASTS.toSeconds());
    log.warn(LogEvent.PASS_FAILED, head.value(), message + ": nothing is launched from it");
    if (context.isHousekeepingDue()) {
      Problem slow = Problem.of(ProblemCode.CANNOT_LOOK, "", "message", message);
      scope.publisher().publish(StatusFactory.waiting(head.value(), 1, List.of(), List.of(slow)));
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
      Snapshot snapshot, Map<String, Decision> decisions, PassContext context, Action action) {
    int position = 0;
    for (Map.Entry<String, Decision> decided : decisions.entrySet()) {
      Decision decision = decided.getValue();
      Versioned<SubmissionRecord> stored =
          Objects.requireNonNull(context.waiting().get(decided.getKey()));
      if (decision instanceof Decision.Launch && !snapshot.isFresh(ports.time())) {
        if (position == 0 && !action.hasLaunched()) {
          warnSlow(snapshot, stored, context);
        }
        return false;
      }
      if (!isTimeLeft()) {
        return true;
      }
      position += decision instanceof Decision.Wait ? 1 : 0;
      Action.QueuePosition place =
          new Action.QueuePosition(
              position,
              context.isHousekeepingDue(),
              context.isHousekeepingDue() && position <= POSITIONS_PUBLISHED);
      isolation.each(stored, one -> action.take(one, decision, place));
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
}
