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
final class FinalStateRules {

  private final SimulationContext context;

  FinalStateRules(SimulationContext context) {
    this.context = context;
  }

  /** Everything that is not as it must be in the end; empty when all is. */
  List<String> open() {
    List<String> open = new ArrayList<>();
    if (context.delivery().pending() > 0) {
      open.add(context.delivery().pending() + " events are not acknowledged");
    }
    boolean isAnyHeld = false;
    for (SubmittedSpec one : context.users().submitted().values()) {
      isAnyHeld |= isHeld(one);
    }
    for (SubmittedSpec one : context.users().submitted().values()) {
      if (!context.users().isUnheardOf(one)
          && (!isAnyHeld || context.records().find(one.id()).isEmpty())) {
        ended(one, open, isAnyHeld);
      }
    }
    for (VertexJob job : context.vertex().jobs()) {
      if (job.isOurs() && job.isAlive()) {
        open.add(context.trace().job(job) + " is alive");
      }
    }
    return open;
  }

  /**
   * Where Slipway is told to hold launches of unknown outcome, those wait for a person, and others
   * behind them.
   */
  private boolean isHeld(SubmittedSpec one) {
    boolean isHeld =
        context.scenario().settings().holdWhenUnknown()
            && context
                .records()
                .find(one.id())
                .filter(it -> it.progress().state() == State.LAUNCHING)
                .filter(it -> context.vertex().of(one.id()).isEmpty())
                .isPresent();
    if (isHeld) {
      context.trace().covered(CoveragePoint.HELD_FOR_A_PERSON);
    }
    return isHeld;
  }

  /** Whether policy forbade it all the time, and nothing else kept it from being told so. */
  private boolean isNeverAllowed(SubmittedSpec one) {
    return one.spec().resources(context.scenario()).stream()
            .noneMatch(
                it ->
                    context.policyChanges().mayHaveAllowed(one.spec(), it, 0, earliestPolicy(one)))
        && context.users().goneSince(one.id()) == Long.MAX_VALUE
        && context.users().cancelling().since(one.id()) == Long.MAX_VALUE
        && context.records().ending(one.id()).filter(FinalStateRules::isTimedOut).isEmpty();
  }

  /** A process whose clocks stood still may go by a policy that it read before. */
  private long earliestPolicy(SubmittedSpec one) {
    return one.at() - context.longestFreeze();
  }

  private static boolean isTimedOut(Status ending) {
    return ending.state() == State.TIMED_OUT;
  }

  private void ended(SubmittedSpec one, List<String> open, boolean isAnyHeld) {
    if (context.records().find(one.id()).isPresent()) {
      open.add(one.alias() + " still has a record");
    }
    Optional<Status> ending = context.records().ending(one.id());
    if (ending.isEmpty()) {
      open.add(one.alias() + " has not ended");
      return;
    }
    if (isNeverAllowed(one) && ending.get().state() != State.REJECTED) {
      open.add(one.alias() + " was never allowed, and ended " + ending.get().state());
    }
    Optional<Status> told = context.records().told(one);
    if (told.isEmpty()) {
      open.add(one.alias() + " has no status");
      return;
    }
    Optional<Submission> live = context.users().live(one.submission());
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
