package dev.slipway.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a {@link Stage}: synchronous code that can be stopped at each of its calls. It has a
 * thread of its own, but only to have a stack of its own: it runs while it has the baton, and there
 * is one baton.
 */
final class Actor {

  private final Stage stage;
  private final Thread thread;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private volatile boolean hasBaton;
  private boolean isBusy;

  private Actor(Stage stage, Thread thread) {
    this.stage = stage;
    this.thread = thread;
  }

  /** Whoever calls is the actor, and has the baton. */
  static Actor self(Stage stage) {
    return new Actor(stage, Thread.currentThread());
  }

  /** An actor with a new thread, which waits for the baton. */
  static Actor start(Stage stage, String name) {
    Script script = new Script();
    Thread thread = new Thread(script, name);
    thread.setDaemon(true);
    Actor actor = new Actor(stage, thread);
    script.actor = actor;
    thread.start();
    return actor;
  }

  /** Runs an actor; the thread that starts it sets who that is. */
  private static final class Script implements Runnable {
    private volatile @Nullable Actor actor;

    @Override
    public void run() {
      Actor self = actor;
      if (self != null) {
        self.play();
      }
    }
  }

  private void play() {
    awaitBaton();
    try {
      while (!stage.isOver()) {
        Runnable task = tasks.poll();
        if (task == null) {
          stage.awaitTurn(this);
        } else {
          task.run();
          isBusy = false;
        }
      }
    } catch (Died | Violated e) {
      // The stage knows already.
    } catch (RuntimeException | Error e) {
      stage.fail("the simulation itself failed", e);
    }
    stage.leave();
  }

  /** Gives it something to do, as soon as it has the baton. */
  void assign(Runnable task) {
    isBusy = true;
    tasks.add(task);
  }

  /** Whether it has something to do. */
  boolean isBusy() {
    return isBusy;
  }

  /** Lets it go on; whoever calls must stop. */
  void giveBaton() {
    hasBaton = true;
    LockSupport.unpark(thread);
  }

  /** Stops until somebody gives the baton. */
  void awaitBaton() {
    while (!hasBaton) {
      LockSupport.park(this);
    }
    hasBaton = false;
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
