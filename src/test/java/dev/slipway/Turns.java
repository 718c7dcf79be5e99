package dev.slipway;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Threads that take turns: only one runs at a time, from one pause to its next. A scenario is
 * played in every order of turns, or in orders drawn from seeds; what it asserts must hold in each.
 * Between two pauses nothing comes in between, so code under test must lock there or not share
 * anything; and it must not wait for another thread.
 */
public final class Turns {

  private final IntUnaryOperator chooser;
  private final ExecutorService threads;
  private final Semaphore over = new Semaphore(0);
  private final List<Actor> actors = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Actor running = new Actor();

  private static final class Actor {
    private final Semaphore turn = new Semaphore(0);
    private boolean isDone;
  }

  private Turns(IntUnaryOperator chooser, ExecutorService threads) {
    this.chooser = chooser;
    this.threads = threads;
  }

  /**
   * Plays a scenario once for each way in which its choices can fall.
   *
   * @return how many ways there are
   */
  public static int everyWay(Consumer<Turns> scenario) {
    Choices choices = new Choices();
    int ways = 0;
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      do {
        choices.restart();
        play(scenario, new Turns(choices, threads), choices);
        ways++;
      } while (choices.advance());
    } finally {
      threads.shutdownNow();
    }
    return ways;
  }

  /** Plays a scenario with choices drawn from the seeds 0, 1, 2 and so on. */
  public static void randomly(int seeds, Consumer<Turns> scenario) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int seed = 0; seed < seeds; seed++) {
        play(scenario, new Turns(new Random(seed)::nextInt, threads), "seed " + seed);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void play(Consumer<Turns> scenario, Turns turns, Object way) {
    try {
      scenario.accept(turns);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("by " + way + ": " + e, e);
    }
  }

  /** One of so many options, from 0. */
  public int choose(int options) {
    return chooser.applyAsInt(options);
  }

  /** Begins a thread, which waits for its first turn. */
  public void begin(Runnable body) {
    Actor actor = new Actor();
    actors.add(actor);
    threads.execute(
        () -> {
          actor.turn.acquireUninterruptibly();
          try {
            body.run();
          } catch (RuntimeException | Error e) {
            failures.add(e);
          }
          actor.isDone = true;
          over.release();
        });
  }

  /** Ends the turn of the thread that calls this, until it has another. */
  public void pause() {
    Actor me = running;
    over.release();
    me.turn.acquireUninterruptibly();
  }

  /** Gives turns until all threads are done. */
  public void run() {
    while (!actors.isEmpty()) {
      running = actors.get(choose(actors.size()));
      running.turn.release();
      over.acquireUninterruptibly();
      if (running.isDone) {
        actors.remove(running);
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.get(0));
    }
  }

  /** The way through a tree of choices: each time the next leaf, depth first. */
  private static final class Choices implements IntUnaryOperator {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int depth;

    void restart() {
      depth = 0;
    }

    @Override
    public int applyAsInt(int count) {
      if (depth == taken.size()) {
        taken.add(0);
        options.add(count);
      }
      return taken.get(depth++);
    }

    boolean advance() {
      int last = taken.size() - 1;
      while (last >= 0 && taken.get(last) + 1 == options.get(last)) {
        taken.remove(last);
        options.remove(last);
        last--;
      }
      if (last >= 0) {
        taken.set(last, taken.get(last) + 1);
      }
      return last >= 0;
    }

    @Override
    public String toString() {
      return "the choices " + taken;
    }
  }
}
