package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be true in the end, a bounded number of ticks after the last fault: every event is
 * acknowledged, every submission has an ending, no record is left, every status tells its object's
 * live generation as it ended, and no job of ours is alive.
 */
final class Settled {

  private final World world;

  Settled(World world) {
    this.world = world;
  }

  /** Everything that is not as it must be in the end; empty when all is. */
  List<String> open() {
    List<String> open = new ArrayList<>();
    if (world.mail().pending() > 0) {
      open.add(world.mail().pending() + " events are not acknowledged");
    }
    boolean isAnyHeld = false;
    for (Submitted one : world.people().submitted().values()) {
      isAnyHeld |= isHeld(one);
    }
    for (Submitted one : world.people().submitted().values()) {
      if (!world.people().isUnheardOf(one)
          && (!isAnyHeld || world.records().find(one.id()).isEmpty())) {
        ended(one, open, isAnyHeld);
      }
    }
    for (VertexJob job : world.vertex().jobs()) {
      if (job.isOurs() && job.isAlive()) {
        open.add(world.chronicle().job(job) + " is alive");
      }
    }
    return open;
  }

  /**
   * Where Slipway is told to hold launches of unknown outcome, those wait for a person, and others
   * behind them.
   */
  private boolean isHeld(Submitted one) {
    boolean isHeld =
        world.scenario().settings().holdWhenUnknown()
            && world
                .records()
                .find(one.id())
                .filter(it -> it.progress().state() == State.LAUNCHING)
                .filter(it -> world.vertex().of(one.id()).isEmpty())
                .isPresent();
    if (isHeld) {
      world.chronicle().saw(Sight.HELD_FOR_A_PERSON);
    }
    return isHeld;
  }

  /** Whether policy forbade it all the time, and nothing else kept it from being told so. */
  private boolean isNeverAllowed(Submitted one) {
    return one.spec().resources(world.scenario()).stream()
            .noneMatch(
                it -> world.operator().mayHaveAllowed(one.spec(), it, 0, earliestPolicy(one)))
        && world.people().goneSince(one.id()) == Long.MAX_VALUE
        && world.people().cancelling().since(one.id()) == Long.MAX_VALUE
        && world.records().ending(one.id()).filter(Settled::isTimedOut).isEmpty();
  }

  /** A process whose clocks stood still may go by a policy that it read before. */
  private long earliestPolicy(Submitted one) {
    return one.at() - world.longestStanding();
  }

  private static boolean isTimedOut(Status ending) {
    return ending.state() == State.TIMED_OUT;
  }

  private void ended(Submitted one, List<String> open, boolean isAnyHeld) {
    if (world.records().find(one.id()).isPresent()) {
      open.add(one.alias() + " still has a record");
    }
    Optional<Status> ending = world.records().ending(one.id());
    if (ending.isEmpty()) {
      open.add(one.alias() + " has not ended");
      return;
    }
    if (isNeverAllowed(one) && ending.get().state() != State.REJECTED) {
      open.add(one.alias() + " was never allowed, and ended " + ending.get().state());
    }
    Optional<Status> told = world.records().told(one);
    if (told.isEmpty()) {
      open.add(one.alias() + " has no status");
      return;
    }
    Optional<Submission> live = world.people().live(one.submission());
    boolean isTold = told.get().submission().equals(one.submission());
    if (!isTold && live.filter(one.submission()::equals).isPresent()) {
      open.add(one.alias() + " is live, but its object's status tells another generation");
    }
    if (isTold && told.get().state() != ending.get().state()) {
      open.add(
          one.alias() + " ended " + ending.get().state() + ", its status is " + told.get().state());
    }
    if (isTold && !isAnyHeld && !told.get().earlier().isEmpty()) {
      open.add("the status of " + one.alias() + " lists " + told.get().earlier());
    }
  }
}
