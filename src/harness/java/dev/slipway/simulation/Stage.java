package dev.slipway.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Simulated time, and who acts when. Nothing ever runs side by side: time stands still while
 * somebody acts, and goes on to whatever is due next when he waits. Whoever waits looks for himself
 * what that is; the baton changes hands only if it is another's turn. So a seed is logically one
 * thread, whatever the operating system does.
 *
 * <p>Times are microseconds since the simulation began. What is due at the same time happens in the
 * order in which it was asked for.
 */
final class Stage {

  /** Somebody's turn, or something that happens by itself. */
  private record Due(long at, long order, Optional<Actor> actor, Runnable action) {}

  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final List<Actor> actors = new ArrayList<>();
  private final Actor director = Actor.self(this);
  private long now;
  private long orders;
  private long happenings;
  private boolean isOver;
  private Optional<Throwable> failure = Optional.empty();

  /** The time. */
  long now() {
    return now;
  }

  /** How much has happened: turns and events. */
  long happenings() {
    return happenings;
  }

  /** Whether nothing more may happen. */
  boolean isOver() {
    return isOver;
  }

  /** Nothing more may happen: whoever waits unwinds. */
  void end() {
    isOver = true;
  }

  /** The simulation itself is broken. */
  void fail(String what, Throwable why) {
    if (failure.isEmpty()) {
      failure = Optional.of(new IllegalStateException(what, why));
    }
    isOver = true;
  }

  /** A new actor, who has nothing to do. */
  Actor enter(String name) {
    Actor actor = Actor.start(this, name);
    actors.add(actor);
    return actor;
  }

  /** Something happens by itself then. */
  void at(long time, Runnable action) {
    agenda.add(new Due(Math.max(time, now), orders++, Optional.empty(), action));
  }

  /** Something happens by itself after that time. */
  void in(long time, Runnable action) {
    at(now + time, action);
  }

  /** Gives an actor who has nothing to do a task. */
  void assign(Actor actor, Runnable task) {
    actor.assign(task);
    agenda.add(new Due(now, orders++, Optional.of(actor), Stage::nothing));
  }

  /** Lets time go by for an actor who has the baton. */
  void sleep(Actor self, long time) {
    if (isOver) {
      throw new Died();
    }
    agenda.add(new Due(now + Math.max(0, time), orders++, Optional.of(self), Stage::nothing));
    awaitTurn(self);
    if (isOver) {
      throw new Died();
    }
  }

  /** Lets time go by for the director, who called the constructor. */
  void run(long until) {
    if (!isOver) {
      agenda.add(new Due(until, orders++, Optional.of(director), Stage::nothing));
      awaitTurn(director);
    }
  }

  /** Lets happen whatever is due before it is this actor's turn. */
  void awaitTurn(Actor self) {
    while (!isOver) {
      Due due = agenda.poll();
      if (due == null) {
        throw new IllegalStateException("nothing will ever happen again");
      }
      now = due.at();
      happenings++;
      if (due.actor().isEmpty()) {
        happen(due.action());
      } else if (due.actor().get() == self) {
        return;
      } else {
        due.actor().get().giveBaton();
        self.awaitBaton();
        return;
      }
    }
  }

  /** An actor's turn says all. */
  private static void nothing() {}

  /** What happens by itself may run on the stack of the product, which must not catch its bugs. */
  private void happen(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      fail("what happens by itself failed", e);
      throw new Died();
    }
  }

  /** An actor goes: the director has the baton. */
  void leave() {
    director.giveBaton();
  }

  /**
   * Ends everything: each actor unwinds. Only the director calls it.
   *
   * @throws IllegalStateException when the simulation itself was broken
   */
  void close() {
    isOver = true;
    for (Actor actor : actors) {
      actor.giveBaton();
      actor.join();
    }
    if (failure.isPresent()) {
      throw new IllegalStateException(failure.get());
    }
  }
}
