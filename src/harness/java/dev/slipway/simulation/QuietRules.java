package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.simulation.Machine.Handled;
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
final class QuietRules {

  private static final int SWEPT = 8;
  private static final int WISH = 2;
  private static final int OVERDUE = 3;
  private static final int FOUND = 12;
  private static final int IDLE = 3;

  private final World world;
  private final Streaks streaks;
  private final Streaks outsideVertex;
  private final IdleRule idle;
  private final Set<String> endedOverdue = new HashSet<>();

  QuietRules(World world) {
    this.world = world;
    this.streaks = new Streaks(world);
    this.outsideVertex = new Streaks(world);
    this.idle = new IdleRule(world);
  }

  /** A record was marked. */
  void marked(String resource) {
    idle.marked(resource);
  }

  /** Somebody who waited has ended without a job. */
  void ended(SubmissionRecord entry) {
    if (entry.lifecycle().state() == State.TIMED_OUT || isOverdue(submitted(entry.id()))) {
      endedOverdue.add(entry.request().resource());
    }
  }

  /** A tick was handled. */
  void ticked(Knowledge tick, Handled handled) {
    if (handled == Handled.DIED || !tick.hadTime() || tick.isDisturbed()) {
      streaks.clear();
      outsideVertex.clear();
      return;
    }
    if (tick.hasLeft() && !isSomebodyElseAtEase()) {
      return;
    }
    outsideVertex.begin();
    unheeded(tick);
    outsideVertex.end();
    if (tick.wasAtEase()) {
      streaks.begin();
      behind();
      overdue();
      unfound();
      runningOn();
      idle.idle().forEach((about, what) -> streaks.strike("IDLE", about, IDLE, what));
      streaks.end();
      idle.next();
    } else {
      streaks.clear();
    }
  }

  private void behind() {
    for (Records.Standing record : world.records().standing()) {
      Submitted one = submitted(record.entry().id());
      Optional<Status> told = world.records().told(one);
      boolean isMine = told.filter(it -> it.submission().equals(one.submission())).isPresent();
      boolean isLater = told.filter(it -> order(it) > one.order()).isPresent();
      boolean isBehind = isMine && told.get().revision() < record.progress().revision();
      boolean isTold = isMine ? !isBehind : isLater || !isLive(one);
      if (!isTold && !isGhost(record) && !world.curses().isOnStatus(one)) {
        streaks.strike(
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
  private boolean isGhost(Records.Standing record) {
    return !record.progress().state().isOver()
        && world.records().ending(record.entry().id()).isPresent();
  }

  private int order(Status told) {
    return submitted(told.submission().id()).order();
  }

  private Submitted submitted(String id) {
    return Objects.requireNonNull(world.people().submitted().get(id));
  }

  private boolean isLive(Submitted one) {
    return world.people().live(one.submission()).filter(one.submission()::equals).isPresent();
  }

  private void unheeded(Knowledge tick) {
    for (Records.Standing record : world.records().standing()) {
      String id = record.entry().id();
      boolean isWished = world.people().cancelling().since(id) < tick.began();
      boolean isLaunching =
          record.progress().state() == State.LAUNCHING
              && world.vertex().of(id).isEmpty()
              && tick.wasAtEase()
              && record.since() + world.scenario().longestGrace() < tick.began();
      if (isWished
          && !isGhost(record)
          && (record.progress().state() == State.WAITING || isLaunching)) {
        outsideVertex.strike(
            "UNHEEDED",
            id,
            WISH,
            world.chronicle().alias(id)
                + " was asked to be cancelled, and is "
                + record.progress().state());
      }
    }
  }

  /** Where nothing goes wrong, whoever it has left the work to does it. */
  private boolean isSomebodyElseAtEase() {
    Scenario scenario = world.scenario();
    return scenario.is(Trait.LOAD)
        && scenario.failing() + scenario.losing() + scenario.dying() + scenario.stalling() == 0;
  }

  private boolean isOverdue(Submitted one) {
    return one.at() + world.scenario().settings().waitAtMost().toNanos() / 1000 < reckoned();
  }

  /** Now, without the time that does not count, as the slowest clock has it. */
  private long reckoned() {
    return world.stage().now() - world.people().pausedFor() - 2 * world.scenario().skew();
  }

  /** A pass ends as many as its time suffices for: a queue under load may take many passes. */
  private void overdue() {
    for (Records.Standing record : world.records().standing()) {
      Submitted one = submitted(record.entry().id());
      if (record.progress().state() == State.WAITING
          && !isGhost(record)
          && !endedOverdue.contains(record.entry().request().resource())
          && isOverdue(one)
          && record.since() + Dice.MINUTE < reckoned()) {
        streaks.strike("OVERDUE", one.id(), OVERDUE, one.alias() + " has waited for too long");
      }
    }
    endedOverdue.clear();
  }

  private void unfound() {
    for (Submitted one : world.people().submitted().values()) {
      boolean isKnown =
          world.records().find(one.id()).isPresent()
              || world.records().ending(one.id()).isPresent();
      if (!isKnown && isUploaded(one) && isLive(one) && !world.curses().isOnLiveness(one)) {
        streaks.strike("UNFOUND", one.id(), FOUND, one.alias() + " has no record");
      }
    }
  }

  private static boolean isUploaded(Submitted one) {
    return one.submission().object().endsWith(".json");
  }

  private void runningOn() {
    for (VertexJob job : world.vertex().jobs()) {
      if (job.isOurs()
          && job.isAlive()
          && !job.isCancelAsked()
          && !world.curses().isOnCancel(job.job().submission())
          && world.scenario().mustCancelOnDelete()
          && world.records().isNamed(job)
          && world.people().isDeleted(submitted(job.job().submission()))) {
        streaks.strike(
            "RUNNING ON",
            job.name(),
            SWEPT,
            world.chronicle().job(job) + " runs, though its spec was deleted");
      }
    }
  }
}
