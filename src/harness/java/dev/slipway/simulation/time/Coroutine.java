package dev.slipway.simulation.time;

import dev.slipway.simulation.InvariantViolated;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a {@link Scheduler}: synchronous code that can be stopped at each of its calls. It has a
 * thread of its own, but only to have a stack of its own: it runs while it has the baton, and there
 * is one baton.
 */
public final class Coroutine {

  private final Scheduler scheduler;
  private final Thread thread;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private volatile boolean mayRun;
  private boolean isBusy;

  private Coroutine(Scheduler scheduler, Thread thread) {
    this.scheduler = scheduler;
    this.thread = thread;
  }

  /** Whoever calls is the actor, and has the baton. */
  static Coroutine ofCurrentThread(Scheduler scheduler) {
    return new Coroutine(scheduler, Thread.currentThread());
  }

  /** An actor with a new thread, which waits for the baton. */
  static Coroutine start(Scheduler scheduler, String name) {
    Body script = new Body();
    Thread thread = new Thread(script, name);
    thread.setDaemon(true);
    Coroutine coroutine = new Coroutine(scheduler, thread);
    script.coroutine = coroutine;
    thread.start();
    return coroutine;
  }

  /** Runs an actor; the thread that starts it sets who that is. */
  private static final class Body implements Runnable {
    private volatile @Nullable Coroutine coroutine;

    @Override
    public void run() {
      Coroutine self = coroutine;
      if (self != null) {
        self.loop();
      }
    }
  }

  private void loop() {
    suspend();
    try {
      while (!scheduler.isOver()) {
        Runnable task = tasks.poll();
        if (task == null) {
          scheduler.awaitTurn(this);
        } else {
          task.run();
          isBusy = false;
        }
      }
    } catch (ProcessKilled | InvariantViolated e) {
      // The stage knows already.
    } catch (RuntimeException | Error e) {
      scheduler.fail("the simulation itself failed", e);
    }
    scheduler.returnToMain();
  }

  /** Gives it something to do, as soon as it has the baton. */
  void assign(Runnable task) {
    isBusy = true;
    tasks.add(task);
  }

  /** Whether it has something to do. */
  public boolean isBusy() {
    return isBusy;
  }

  /** Lets it go on; whoever calls must stop. */
  void resume() {
    mayRun = true;
    LockSupport.unpark(thread);
  }

  /** Stops until somebody gives the baton. */
  void suspend() {
    while (!mayRun) {
      LockSupport.park(this);
    }
    mayRun = false;
  }

  /** Waits for its thread to end. */
  void join() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
