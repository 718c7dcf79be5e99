package dev.slipway.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous code that can be stopped at each of its calls. It has a thread of its own, but only
 * to have a stack of its own: of all coroutines of a {@link Scheduler} one runs at a time.
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

  /** The calling thread as a coroutine, which runs already. */
  static Coroutine ofCurrentThread(Scheduler scheduler) {
    return new Coroutine(scheduler, Thread.currentThread());
  }

  /** A coroutine with a new thread, which waits to be resumed. */
  static Coroutine start(Scheduler scheduler, String name) {
    Body body = new Body();
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    Coroutine coroutine = new Coroutine(scheduler, thread);
    body.coroutine = coroutine;
    thread.start();
    return coroutine;
  }

  /** Runs a coroutine; the thread that starts it sets which. */
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
      // The scheduler knows already.
    } catch (RuntimeException | Error e) {
      scheduler.fail("the simulation itself failed", e);
    }
    scheduler.returnToMain();
  }

  /** Gives it something to do, as soon as it is resumed. */
  void assign(Runnable task) {
    isBusy = true;
    tasks.add(task);
  }

  /** Whether it has something to do. */
  public boolean isBusy() {
    return isBusy;
  }

  /** Lets it go on; the caller must suspend itself. */
  void resume() {
    mayRun = true;
    LockSupport.unpark(thread);
  }

  /** Stops until it is resumed. */
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
