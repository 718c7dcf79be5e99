package dev.slipway.emulator.event;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A timer whose tasks run when the test says so. */
final class EventTestTimer implements EventTimer {

  private record TimerTask(Duration delay, Runnable action) {}

  private final BlockingQueue<TimerTask> tasks = new LinkedBlockingQueue<>();

  @Override
  public void after(Duration delay, Runnable task) {
    tasks.add(new TimerTask(delay, task));
  }

  /** Waits for the next task, runs it, and returns the delay it was set for. */
  Duration runNext() throws InterruptedException {
    return runNextAfter(() -> {});
  }

  /** Waits for the next task to be set, does something else, and only then runs the task. */
  Duration runNextAfter(Runnable something) throws InterruptedException {
    TimerTask task = tasks.take();
    something.run();
    task.action().run();
    return task.delay();
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
