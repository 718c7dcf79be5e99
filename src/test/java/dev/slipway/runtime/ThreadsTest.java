package dev.slipway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadsTest {

  /** What would run on threads, in the order in which it was begun. */
  private final Deque<Runnable> begun = new ArrayDeque<>();

  private final Threads threads = new Threads(begun::add, begun::add);

  static Stream<Executor> withoutThreads() {
    return Stream.of(
        task -> {
          throw new RejectedExecutionException("all threads are busy");
        },
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
  }

  @ParameterizedTest
  @MethodSource("withoutThreads")
  void whereNoThreadIsLeftACallIsMadeByTheCaller(Executor none) {
    Thread caller = Thread.currentThread();

    assertEquals(caller, new Threads(none, none).begin(Thread::currentThread).get());
  }

  @ParameterizedTest
  @MethodSource("withoutThreads")
  void whereNoThreadIsLeftASharedCallIsLeftToLater(Executor none) {
    Pending<Integer> answer = new Threads(none, none).beginShared("queue", () -> 1);

    assertEquals(
        "no thread can be had to ask for the queue",
        assertThrows(RetryLater.class, answer::get).getMessage());
  }

  @Test
  void workThatIsDoneInTimeGivesItsResult() {
    Threads atOnce = new Threads(Runnable::run, begun::add);

    assertEquals(Optional.of(7), atOnce.within(Duration.ZERO, () -> 7));
  }

  @Test
  void workThatTakesLongerGivesNothingAndHoldsUpNobody() {
    assertEquals(Optional.empty(), threads.within(Duration.ZERO, () -> 7));
  }

  @Test
  void whatWorkThrowsIsThrown() {
    Threads atOnce = new Threads(Runnable::run, begun::add);

    assertEquals(
        "a bug",
        assertThrows(
                IllegalStateException.class,
                () ->
                    atOnce.within(
                        Duration.ZERO,
                        () -> {
                          throw new IllegalStateException("a bug");
                        }))
            .getMessage());
  }

  @ParameterizedTest
  @MethodSource("withoutThreads")
  void whereNoThreadIsLeftWorkIsLeftToLater(Executor none) {
    assertEquals(
        "no thread can be had",
        assertThrows(RetryLater.class, () -> new Threads(none, none).within(Duration.ZERO, () -> 7))
            .getMessage());
  }

  @Test
  void aCallThatFoundNoThreadKeepsNobodyFromTheNext() {
    Deque<RuntimeException> faults = new ArrayDeque<>();
    for (int i = 0; i < 3; i++) {
      faults.add(new RejectedExecutionException("all threads are busy"));
    }
    Threads scarce =
        new Threads(
            begun::add,
            task -> {
              if (!faults.isEmpty()) {
                throw faults.remove();
              }
              task.run();
            });

    for (int i = 0; i < 3; i++) {
      assertThrows(RetryLater.class, scarce.beginShared("queue", () -> 1)::get);
    }
    assertEquals(2, scarce.beginShared("queue", () -> 2).get());
  }

  @Test
  void anAnswerThatHasNotComeInTimeIsLeftToLater() {
    Pending<Integer> own = threads.begin(() -> 1);
    Pending<Integer> shared = threads.beginShared("queue", () -> 2);

    assertEquals("an answer has not come in time", late(own));
    assertEquals("an answer has not come in time", late(shared));
    begun.forEach(Runnable::run);
    assertEquals(1, own.within(Duration.ZERO));
    assertEquals(2, shared.within(Duration.ZERO));
  }

  private static String late(Pending<Integer> answer) {
    return String.valueOf(
        assertThrows(RetryLater.class, () -> answer.within(Duration.ZERO)).getMessage());
  }

  @Test
  void anInterruptedCallerStopsWaitingAndStaysInterrupted() {
    Pending<Integer> answer = threads.begin(() -> 1);
    Thread.currentThread().interrupt();

    assertEquals(
        "interrupted while waiting for an answer",
        assertThrows(RetryLater.class, answer::get).getMessage());
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatACallThrowsIsThrownToWhoWaitsForIt() {
    Threads direct = new Threads(Runnable::run, Runnable::run);
    Pending<Integer> bug =
        direct.begin(
            () -> {
              throw new IllegalStateException("bug");
            });
    Pending<Integer> error =
        direct.beginShared(
            "queue",
            () -> {
              throw new NoClassDefFoundError("com/google/api/Nothing");
            });

    assertEquals("bug", assertThrows(IllegalStateException.class, bug::get).getMessage());
    assertEquals(
        "com/google/api/Nothing",
        assertThrows(NoClassDefFoundError.class, error::get).getMessage());
  }

  @Test
  void realThreadsAnswerToo() {
    Threads real = new Threads();

    assertEquals("slipway-call", real.begin(() -> Thread.currentThread().getName()).get());
    assertEquals(
        "slipway-shared-call",
        real.beginShared("queue", () -> Thread.currentThread().getName()).get());
  }
}
