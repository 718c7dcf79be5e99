package dev.slipway.runtime;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.ReadExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Calls at the same time, each on a thread; they end by themselves when nobody needs them. */
public final class Threads implements ReadExecutor {

  /**
   * Threads for calls that nobody shares: eight for each of the events that Terraform lets in at a
   * time, and some. A caller that finds all of them busy makes its call itself.
   */
  private static final int MOST = 192;

  private static final long IDLE_SECONDS = 60;

  private final Executor own;
  private final RequestCoalescer shared;

  /** Of as many threads as calls that may be made at a time. */
  public Threads() {
    this(pool(MOST, "slipway-call"), pool(Integer.MAX_VALUE, "slipway-shared-call"));
  }

  /**
   * @param own runs calls that nobody shares; throws when it has no thread
   * @param shared runs the others: see {@link RequestCoalescer}
   */
  public Threads(Executor own, Executor shared) {
    this.own = own;
    this.shared = new RequestCoalescer(shared);
  }

  private static Executor pool(int most, String name) {
    return new ThreadPoolExecutor(
        0,
        most,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> daemon(task, name));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public <T> Pending<T> begin(Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    try {
      own.execute(task);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // All threads are busy, or the machine has no more of them: the call is made all the same.
      task.run();
    }
    return answerOf(task);
  }

  @Override
  public <T> Pending<T> beginShared(String question, Supplier<T> call) {
    return answerOf(shared.ask(question, call));
  }

  @Override
  public <T> Optional<T> within(Duration limit, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    try {
      own.execute(task);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      throw new RetryLater("no thread can be had", e);
    }
    try {
      return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException | ExecutionException e) {
      return Optional.of(answer(task::get));
    }
  }

  private static <T> Pending<T> answerOf(Future<T> task) {
    return new Pending<>() {
      @Override
      public T get() {
        return answer(task::get);
      }

      @Override
      public T within(Duration limit) {
        return answer(() -> task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
      }
    };
  }

  /** Waits for an answer. */
  private interface PendingAnswer<T> {
    T come() throws InterruptedException, ExecutionException, TimeoutException;
  }

  private static <T> T answer(PendingAnswer<T> waiting) {
    try {
      return waiting.come();
    } catch (TimeoutException e) {
      throw new RetryLater("an answer has not come in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryLater("interrupted while waiting for an answer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }
}
