package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.simulation.SimulatedProcess.HandlingResult;
import dev.slipway.simulation.time.SeededRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true soon, asked at each tick that nothing befell: no call of it failed, and it had
 * time for all. So a fault may delay anything, but nothing may stay wrong while ticks go well.
 *
 * <ul>
 *   <li><b>Behind.</b> Every status tells of the last change of its record, after eight such ticks
 *       at most: the sweep looks every five minutes.
 *   <li><b>Unheeded.</b> Who waits and was asked to be cancelled is over at the second tick, also
 *       while Vertex AI does not answer; so is a launch that has made no job, once its grace is
 *       over.
 *   <li><b>Overdue.</b> Who has waited for longer than it may is over three such ticks later,
 *       unless others who had, too, were ended on the same persistent resource meanwhile.
 *   <li><b>Unfound.</b> A spec that is there has a record or has ended, twelve ticks after it came:
 *       the sweep leaves alone what is younger than two minutes.
 *   <li><b>Running on.</b> Where deleting a spec cancels its job, that is cancelled, after eight
 *       ticks at most: the sweep looks for deletions, too.
 *   <li><b>Idle.</b> Nobody waits beside free replicas: {@link IdleRule}.
 * </ul>
 */
final class LivenessRules {

  private static final int SWEPT = 8;
  private static final int WISH = 2;
  private static final int OVERDUE = 3;
  private static final int FOUND = 12;
  private static final int IDLE = 3;

  private final SimulationContext context;
  private final ToleratedDelays delays;
  private final ToleratedDelays outsideVertex;
  private final IdleRule idle;
  private final Set<String> endedOverdue = new HashSet<>();

  LivenessRules(SimulationContext context) {
    this.context = context;
    this.delays = new ToleratedDelays(context);
    this.outsideVertex = new ToleratedDelays(context);
    this.idle = new IdleRule(context);
  }

  /** A record was claimed. */
  void claimed(String resource) {
    idle.claimed(resource);
  }

  /** Somebody who waited has ended without a job. */
  void ended(SubmissionRecord entry) {
    if (entry.lifecycle().state() == State.TIMED_OUT || isOverdue(submitted(entry.id()))) {
      endedOverdue.add(entry.request().resource());
    }
  }

  /** A tick was handled. */
  void ticked(ProcessObservations tick, HandlingResult handled) {
    if (handled == HandlingResult.DIED || !tick.hadTime() || tick.isDisturbed()) {
      delays.clear();
      outsideVertex.clear();
      return;
    }
    if (tick.hasLeft() && !isSomebodyElseAtEase()) {
      return;
    }
    outsideVertex.begin();
    unheeded(tick);
    outsideVertex.end();
    if (tick.wasUndisturbed()) {
      delays.begin();
      behind();
      overdue();
      unfound();
      runningOn();
      idle.idle().forEach((about, what) -> delays.report("IDLE", about, IDLE, what));
      delays.end();
      idle.next();
    } else {
      delays.clear();
    }
  }

  private void behind() {
    for (StateRules.ObservedRecord record : context.records().standing()) {
      SubmittedSpec one = submitted(record.entry().id());
      Optional<Status> told = context.records().told(one);
      boolean isMine = told.filter(it -> it.submission().equals(one.submission())).isPresent();
      boolean isLater = told.filter(it -> order(it) > one.order()).isPresent();
      boolean isBehind = isMine && told.get().revision() < record.progress().revision();
      boolean isTold = isMine ? !isBehind : isLater || !isLive(one);
      if (!isTold && !isGhost(record) && !context.stickyFailure().isOnStatus(one)) {
        delays.report(
            "BEHIND",
            one.id() + record.progress().revision(),
            SWEPT,
            one.alias()
                + " is "
                + record.progress().state()
                + ", and its status says "
                + (isMine ? told.get().state() : "nothing"));
      }
    }
  }

  /**
   * Whether it was taken in anew by who did not know yet that it had ended: that comes to nothing.
   */
  private boolean isGhost(StateRules.ObservedRecord record) {
    return !record.progress().state().isOver()
        && context.records().ending(record.entry().id()).isPresent();
  }

  private int order(Status told) {
    return submitted(told.submission().id()).order();
  }

  private SubmittedSpec submitted(String id) {
    return Objects.requireNonNull(context.users().submitted().get(id));
  }

  private boolean isLive(SubmittedSpec one) {
    return context.users().live(one.submission()).filter(one.submission()::equals).isPresent();
  }

  private void unheeded(ProcessObservations tick) {
    for (StateRules.ObservedRecord record : context.records().standing()) {
      String id = record.entry().id();
      boolean isWished = context.users().cancelling().since(id) < tick.began();
      boolean isLaunching =
          record.progress().state() == State.LAUNCHING
              && context.vertex().of(id).isEmpty()
              && tick.wasUndisturbed()
              && record.since() + context.scenario().longestGrace() < tick.began();
      if (isWished
          && !isGhost(record)
          && (record.progress().state() == State.WAITING || isLaunching)) {
        outsideVertex.report(
            "UNHEEDED",
            id,
            WISH,
            context.trace().alias(id)
                + " was asked to be cancelled, and is "
                + record.progress().state());
      }
    }
  }

  /** Where nothing goes wrong, the process it has left the work to does it. */
  private boolean isSomebodyElseAtEase() {
    Scenario scenario = context.scenario();
    return scenario.is(Trait.LOAD)
        && scenario.failing() + scenario.losing() + scenario.dying() + scenario.stalling() == 0;
  }

  private boolean isOverdue(SubmittedSpec one) {
    return one.at() + context.scenario().settings().waitAtMost().toNanos() / 1000 < reckoned();
  }

  /** Now, without the time that does not count, as the slowest clock has it. */
  private long reckoned() {
    return context.scheduler().now() - context.users().pausedFor() - 2 * context.scenario().skew();
  }

  /** A pass ends as many as its time suffices for: a queue under load may take many passes. */
  private void overdue() {
    for (StateRules.ObservedRecord record : context.records().standing()) {
      SubmittedSpec one = submitted(record.entry().id());
      if (record.progress().state() == State.WAITING
          && !isGhost(record)
          && !endedOverdue.contains(record.entry().request().resource())
          && isOverdue(one)
          && record.since() + SeededRandom.MINUTE < reckoned()) {
        delays.report("OVERDUE", one.id(), OVERDUE, one.alias() + " has waited for too long");
      }
    }
    endedOverdue.clear();
  }

  private void unfound() {
    for (SubmittedSpec one : context.users().submitted().values()) {
      boolean isKnown =
          context.records().find(one.id()).isPresent()
              || context.records().ending(one.id()).isPresent();
      if (!isKnown
          && isUploaded(one)
          && isLive(one)
          && !context.stickyFailure().isOnLiveness(one)) {
        delays.report("UNFOUND", one.id(), FOUND, one.alias() + " has no record");
      }
    }
  }

  private static boolean isUploaded(SubmittedSpec one) {
    return one.submission().object().endsWith(".json");
  }

  private void runningOn() {
    for (VertexJob job : context.vertex().jobs()) {
      if (job.isOurs()
          && job.isAlive()
          && !job.isCancelAsked()
          && !context.stickyFailure().isOnCancel(job.job().submission())
          && context.scenario().mustCancelOnDelete()
          && context.records().isNamed(job)
          && context.users().isDeleted(submitted(job.job().submission()))) {
        delays.report(
            "RUNNING ON",
            job.name(),
            SWEPT,
            context.trace().job(job) + " runs, though its spec was deleted");
      }
    }
  }
}
