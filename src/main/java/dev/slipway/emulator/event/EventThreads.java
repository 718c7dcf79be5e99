package dev.slipway.emulator.event;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on one daemon thread: tasks only start requests, whose answers are not waited for. */
final class EventThreads implements EventTimer {

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, EventThreads::daemon);

  @Override
  public void after(Duration delay, Runnable task) {
    try {
      var unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nothing runs any more, as promised.
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "emulator-events");
    thread.setDaemon(true);
    return thread;
  }
}
