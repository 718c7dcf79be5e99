package dev.slipway.chaos;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** When things happen. What goes wrong in one of them is kept: it is a bug of the run's own. */
final class ActionTimer implements AutoCloseable {

  /** Something that may be interrupted when the run ends. */
  @FunctionalInterface
  interface TimedAction {
    void run() throws InterruptedException;
  }

  private static final int THREADS = 8;

  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(THREADS, ActionTimer::daemon);
  private Optional<Throwable> bug = Optional.empty();
  private volatile boolean isDisturbing = true;

  /** Does something once, later. */
  void after(Duration delay, TimedAction action) {
    try {
      var unused = threads.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nothing happens any more.
    }
  }

  /** Does something again and again until the disturbance is over, a pause before each. */
  void whileDisturbing(Supplier<Duration> pause, TimedAction action) {
    after(
        pause.get(),
        () -> {
          if (isDisturbing) {
            action.run();
            whileDisturbing(pause, action);
          }
        });
  }

  /** Whether the disturbance goes on. */
  boolean isDisturbing() {
    return isDisturbing;
  }

  /** The disturbance is over. */
  void calm() {
    isDisturbing = false;
  }

  /** What went wrong first; empty as long as nothing did. */
  synchronized Optional<Throwable> bug() {
    return bug;
  }

  private synchronized void note(Throwable thrown) {
    bug = bug.or(() -> Optional.of(thrown));
  }

  private void run(TimedAction action) {
    try {
      action.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      if (!threads.isShutdown()) {
        note(e);
      }
    }
  }

  @Override
  public void close() {
    isDisturbing = false;
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "chaos");
    thread.setDaemon(true);
    return thread;
  }
}
