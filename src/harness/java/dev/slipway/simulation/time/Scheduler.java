package dev.slipway.simulation.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Simulated time, and which coroutine runs when. Nothing ever runs side by side: time stands still
 * while one runs, and goes on to the next step when it waits. A coroutine that waits takes the next
 * step from the queue itself; another is resumed only if the step is its turn. So a seed is
 * logically one thread, whatever the operating system does.
 *
 * <p>Times are microseconds since the simulation began. What is due at the same time happens in the
 * order in which it was asked for.
 */
public final class Scheduler {

  /** A coroutine's turn, or something that happens by itself. */
  private record ScheduledStep(
      long at, long sequence, Optional<Coroutine> coroutine, Runnable action) {}

  private final PriorityQueue<ScheduledStep> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(ScheduledStep::at).thenComparingLong(ScheduledStep::sequence));
  private final List<Coroutine> coroutines = new ArrayList<>();
  private final Coroutine main = Coroutine.ofCurrentThread(this);
  private long now;
  private long sequence;
  private long steps;
  private boolean isOver;
  private Optional<Throwable> failure = Optional.empty();

  /** The time. */
  public long now() {
    return now;
  }

  /** How much has happened: turns and events. */
  public long steps() {
    return steps;
  }

  /** Whether nothing more may happen. */
  public boolean isOver() {
    return isOver;
  }

  /** Nothing more may happen: what waits unwinds. */
  public void end() {
    isOver = true;
  }

  /** The simulation itself is broken. */
  public void fail(String what, Throwable why) {
    if (failure.isEmpty()) {
      failure = Optional.of(new IllegalStateException(what, why));
    }
    isOver = true;
  }

  /** A new coroutine, which has nothing to do. */
  public Coroutine newCoroutine(String name) {
    Coroutine coroutine = Coroutine.start(this, name);
    coroutines.add(coroutine);
    return coroutine;
  }

  /** Something happens by itself then. */
  public void at(long time, Runnable action) {
    queue.add(new ScheduledStep(Math.max(time, now), sequence++, Optional.empty(), action));
  }

  /** Something happens by itself after that time. */
  public void in(long time, Runnable action) {
    at(now + time, action);
  }

  /** Gives a coroutine that has nothing to do a task. */
  public void assign(Coroutine coroutine, Runnable task) {
    coroutine.assign(task);
    queue.add(new ScheduledStep(now, sequence++, Optional.of(coroutine), Scheduler::nothing));
  }

  /** Lets time go by for the coroutine that runs. */
  public void sleep(Coroutine self, long time) {
    if (isOver) {
      throw new ProcessKilled();
    }
    queue.add(
        new ScheduledStep(
            now + Math.max(0, time), sequence++, Optional.of(self), Scheduler::nothing));
    awaitTurn(self);
    if (isOver) {
      throw new ProcessKilled();
    }
  }

  /** Lets time go by for the main coroutine, which called the constructor. */
  public void run(long until) {
    if (!isOver) {
      queue.add(new ScheduledStep(until, sequence++, Optional.of(main), Scheduler::nothing));
      awaitTurn(main);
    }
  }

  /** Lets happen whatever is due before it is this coroutine's turn. */
  void awaitTurn(Coroutine self) {
    while (!isOver) {
      ScheduledStep due = queue.poll();
      if (due == null) {
        throw new IllegalStateException("nothing will ever happen again");
      }
      now = due.at();
      steps++;
      if (due.coroutine().isEmpty()) {
        runStep(due.action());
      } else if (due.coroutine().get() == self) {
        return;
      } else {
        due.coroutine().get().resume();
        self.suspend();
        return;
      }
    }
  }

  /** A turn alone says all. */
  private static void nothing() {}

  /** What happens by itself may run on the stack of the product, which must not catch its bugs. */
  private void runStep(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      fail("what happens by itself failed", e);
      throw new ProcessKilled();
    }
  }

  /** A coroutine ends: the main one goes on. */
  void returnToMain() {
    main.resume();
  }

  /**
   * Ends everything: each coroutine unwinds. Only the main one calls it.
   *
   * @throws IllegalStateException when the simulation itself was broken
   */
  public void close() {
    isOver = true;
    for (Coroutine coroutine : coroutines) {
      coroutine.resume();
      coroutine.join();
    }
    if (failure.isPresent()) {
      throw new IllegalStateException(failure.get());
    }
  }
}
