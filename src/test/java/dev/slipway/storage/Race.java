package dev.slipway.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that begin together, each on its own thread. */
final class Race {

  private Race() {}

  /** Runs the calls of number 0 and up; their results in that order. */
  static <T> List<T> of(int runners, IntFunction<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(runners);
    try {
      CountDownLatch ready = new CountDownLatch(runners);
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < runners; i++) {
        int number = i;
        calls.add(
            () -> {
              ready.countDown();
              ready.await();
              return call.apply(number);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
