package dev.slipway.simulation;

import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.simulation.Knowledge.Mark;
import dev.slipway.simulation.Machine.Handled;
import dev.slipway.simulation.Records.Standing;
import dev.slipway.storage.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Hears of everything that takes effect, keeps what the rules need to know, and asks them. What a
 * change of the state bucket must keep by itself stands in {@link Records}, what a launch must keep
 * in {@link LaunchRules}, what must be true soon in {@link QuietRules}; here is the rest:
 *
 * <ul>
 *   <li><b>Nothing is lost.</b> An arrival is acknowledged only if a record or an ending stands.
 *   <li><b>A surplus is cancelled within two ticks</b>, and nothing else is: a job that its
 *       submission names is never cancelled by us unless its spec was deleted and that is what
 *       deleting is for, or somebody asked for that. Then it is cancelled as a surplus is. Ticks
 *       count which had no fault, time enough, and a list of jobs that shows the job.
 *   <li><b>Who waits and is to be cancelled is withdrawn.</b> It ends in no other way, but by an
 *       event that was begun to be handled before somebody asked for that.
 *   <li><b>Nothing is marked for nothing.</b> A process that nothing befell, but for answers that
 *       its client asked for again, has asked for a job of each record it marked, or unmarked it;
 *       unless its spec was deleted and that was noted on the record at the same time.
 *   <li><b>Nobody is left behind.</b> Who leaves because the lease is held has been seen: the
 *       holder, if nothing befell it and time sufficed, lists the queue after the record was
 *       written.
 * </ul>
 */
final class Rules implements Bucket.Watcher {

  /** Somebody left to the holder of a lease what it had just written down. */
  private record Left(Knowledge holder, String id, long writtenBefore) {}

  private final World world;
  private final LaunchRules launches;
  private final QuietRules quiet;
  private final Map<String, Knowledge> holders = new HashMap<>();
  private final List<Left> left = new ArrayList<>();
  private final Set<String> markedAtBirth = new HashSet<>();

  Rules(World world) {
    this.world = world;
    this.launches = new LaunchRules(world);
    this.quiet = new QuietRules(world);
  }

  @Override
  public void changed(
      Optional<Machine> by,
      String name,
      Optional<StoredObject> before,
      Optional<StoredObject> after) {
    String id = name.substring(name.indexOf('/') + 1);
    if (name.startsWith("queue/")) {
      Optional<Standing> old = world.records().find(id);
      Optional<SubmissionRecord> entry = world.records().recordChanged(id, after);
      entry.ifPresent(it -> by.ifPresent(machine -> recorded(machine, old, it, before.isEmpty())));
    } else if (name.startsWith("done/")) {
      world.records().endingChanged(id, before, after);
    } else if (name.startsWith("status/")) {
      world.records().statusChanged(after);
    } else if (name.startsWith("leases/")) {
      after
          .map(lease -> lease.metadata().getOrDefault("holder", ""))
          .filter(holder -> !holder.isEmpty())
          .ifPresent(holder -> by.ifPresent(it -> leased(name, holder, it)));
    }
  }

  /** In some simulations leases get lost: they save work, and nothing else rests on them. */
  private void leased(String name, String holder, Machine machine) {
    holders.put(holder, machine.knowledge());
    if (world.faults().chance(world.scenario().losingLeases())) {
      long soon = world.dice().between(0, 300 * Dice.MILLI);
      world.stage().in(soon, () -> world.people().removeLease(name));
    }
  }

  private void recorded(
      Machine machine, Optional<Standing> old, SubmissionRecord entry, boolean isNew) {
    old.ifPresent(before -> launches.isNotGivenUpTooSoon(machine, before, entry));
    String lastAttempt = old.map(before -> before.progress().attempt().id()).orElse("");
    cancelledAsAsked(machine, entry);
    if (entry.lifecycle().state().isOver() && entry.lifecycle().job().isEmpty()) {
      quiet.ended(entry);
    }
    boolean isMark =
        entry.lifecycle().state() == State.LAUNCHING
            && !entry.lifecycle().attempt().id().equals(lastAttempt);
    if (isMark) {
      ObservedState snapshot = launches.lookOf(machine, entry);
      launches.marked(machine, entry, snapshot);
      quiet.marked(entry.request().resource());
      if (isNew) {
        world.chronicle().saw(Sight.MARKED_AT_BIRTH);
        markedAtBirth.add(entry.lifecycle().attempt().id());
      } else {
        launches.overtakesNobody(machine, entry, snapshot);
      }
      machine
          .knowledge()
          .marked(
              entry.id(),
              new Mark(entry.lifecycle().attempt().id(), snapshot, world.stage().now()));
    } else if (!entry.lifecycle().job().isEmpty()) {
      machine.knowledge().named();
    }
  }

  private void cancelledAsAsked(Machine machine, SubmissionRecord entry) {
    Cancelling cancelling = world.people().cancelling();
    State state = entry.lifecycle().state();
    world
        .chronicle()
        .require(
            !state.isOver()
                || state == State.WITHDRAWN
                || !entry.lifecycle().job().isEmpty()
                || world.records().ending(entry.id()).isPresent()
                || !cancelling.isOfWaiting(entry.id())
                || cancelling.since(entry.id()) > machine.knowledge().began(),
            "ENDING: "
                + world.chronicle().alias(entry.id())
                + " was to be cancelled while it waited, and ended "
                + state);
  }

  /** A process read an object's metadata. */
  void found(Machine machine, String name, Optional<StoredObject> object) {
    if (name.startsWith("leases/")) {
      machine
          .knowledge()
          .readLease(
              world.stage().now(),
              object.map(lease -> lease.metadata().getOrDefault("holder", "")).map(holders::get));
    }
  }

  /** A process listed objects. */
  void listed(Machine machine, String prefix) {
    if (prefix.startsWith("queue/")) {
      machine.knowledge().listedQueue(world.stage().now());
    }
  }

  /** A process asks for a job. */
  void asks(Machine machine, String id, String attempt) {
    machine.knowledge().creates(id, world.stage().now());
    ObservedState snapshot = launches.markOf(machine, id).snapshot();
    if (markedAtBirth.contains(attempt)) {
      world
          .records()
          .find(id)
          .ifPresent(it -> launches.overtakesNobody(machine, it.entry(), snapshot));
    }
  }

  /** A job was created. */
  void created(Machine creator, VertexJob job) {
    creator.knowledge().created();
    launches.created(creator, job);
  }

  /** A process asks for a job to be cancelled. */
  void cancelled(VertexJob job) {
    world
        .chronicle()
        .require(
            !world.records().isNamed(job) || isWished(job.job().submission()),
            "CANCELLED: " + world.chronicle().job(job) + ", which its submission names");
  }

  /** Whether people deleted a spec where that is to cancel its job, or asked for just that. */
  private boolean isWished(String id) {
    boolean isDeleted =
        world.scenario().mayCancelOnDelete() && world.people().goneSince(id) < Long.MAX_VALUE;
    return isDeleted || world.people().cancelling().since(id) < Long.MAX_VALUE;
  }

  /** A process died. */
  void died(Machine machine) {
    if (machine.knowledge().isBetweenMarkAndCreate()) {
      world.chronicle().saw(Sight.DIED_BETWEEN_MARK_AND_CREATE);
    } else if (machine.knowledge().isBetweenCreateAndRecord()) {
      world.chronicle().saw(Sight.DIED_BETWEEN_CREATE_AND_ITS_RECORD);
    }
  }

  /** A process leaves a resource to whoever holds its lease. */
  void left(Machine machine) {
    machine.knowledge().leave();
    // What was left to it, it leaves to the same holder.
    left.removeIf(one -> one.holder() == machine.knowledge());
    machine
        .knowledge()
        .leaseHolder()
        .ifPresent(
            holder ->
                world.records().standing().stream()
                    .filter(it -> it.progress().revision() == 1)
                    .filter(it -> it.since() < machine.knowledge().leaseReadAt())
                    .forEach(it -> left.add(new Left(holder, it.entry().id(), it.since()))));
    noneLeftBehind();
  }

  /** A process has handled an event. */
  void handled(Machine machine, Signal signal, Handled handled) {
    if (signal instanceof Signal.Tick) {
      quiet.ticked(machine.knowledge(), handled);
    }
    if (handled == Handled.DIED) {
      return;
    }
    if (handled == Handled.DONE) {
      arrivalOf(signal).ifPresent(this::notLost);
    }
    noneLeftBehind();
    if (machine.knowledge().wasAtEase()) {
      noneMarkedForNothing(machine.knowledge());
    }
    if (signal instanceof Signal.Tick && machine.knowledge().wasAtEase()) {
      unwantedIsCancelled(machine);
    }
  }

  private void noneMarkedForNothing(Knowledge knowledge) {
    knowledge
        .marks()
        .forEach(
            (id, mark) ->
                world
                    .chronicle()
                    .require(
                        world
                            .records()
                            .find(id)
                            .filter(it -> it.progress().state() == State.LAUNCHING)
                            .filter(it -> it.progress().attempt().id().equals(mark.attempt()))
                            .filter(it -> it.progress().wish() == Wish.NONE)
                            .isEmpty(),
                        "MARKED FOR NOTHING: "
                            + world.chronicle().alias(id)
                            + " was neither launched nor unmarked"));
  }

  private static Optional<Submission> arrivalOf(Signal signal) {
    if (signal instanceof Signal.SpecArrived arrived) {
      return Optional.of(arrived.submission());
    }
    return signal instanceof Signal.SpecPublished published
        ? Optional.of(published.submission())
        : Optional.empty();
  }

  private void notLost(Submission submission) {
    String id = submission.id();
    world
        .chronicle()
        .require(
            world.records().find(id).isPresent() || world.records().ending(id).isPresent(),
            "LOST: " + world.chronicle().alias(id) + " is acknowledged and nowhere");
  }

  private void noneLeftBehind() {
    left.removeIf(
        one -> {
          if (one.holder().wasAtEase() && one.holder().hadTimeForPasses()) {
            world
                .chronicle()
                .require(
                    one.holder().queueListedAt() >= one.writtenBefore(),
                    "LEFT BEHIND: "
                        + world.chronicle().alias(one.id())
                        + " by whoever held the lease");
          }
          return one.holder().ended() >= 0;
        });
  }

  /** For five minutes a surplus job may run, lest its status never say so. */
  private boolean mayStayUntold(VertexJob job) {
    Submitted one = Objects.requireNonNull(world.people().submitted().get(job.job().submission()));
    return world.curses().isOnStatus(one)
        && world.stage().now() < job.created() + 5 * Dice.MINUTE + world.scenario().skew();
  }

  /** A process that cannot read all records leaves jobs whose record it cannot read to others. */
  private void unwantedIsCancelled(Machine machine) {
    if (machine.isOld()) {
      return;
    }
    Knowledge tick = machine.knowledge();
    for (VertexJob job : world.vertex().jobs()) {
      boolean isSurplus =
          world.records().surplusSince(job).filter(since -> since < tick.began()).isPresent();
      boolean isUnwanted = world.people().cancelling().since(job.job().submission()) < tick.began();
      if (job.isOurs()
          && (isSurplus || isUnwanted)
          && job.isAlive()
          && !job.isCancelAsked()
          && !world.curses().isOnCancel(job.job().submission())
          && !(isSurplus && mayStayUntold(job))
          && tick.hasListed(job.name())) {
        world
            .chronicle()
            .require(
                job.strike(tick.began(), world.stage().now()) < 2,
                (isSurplus ? "SURPLUS" : "NOT CANCELLED")
                    + ": two ticks saw "
                    + world.chronicle().job(job)
                    + " and did not cancel it");
      }
    }
  }
}
