package dev.slipway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestCoalescerTest {

  /** What would run on threads, in the order in which it was begun. */
  private final Deque<Runnable> begun = new ArrayDeque<>();

  private final RequestCoalescer calls = new RequestCoalescer(begun::add);

  /** Each call answers which one it was. */
  private final AtomicInteger made = new AtomicInteger();

  private Future<Integer> ask(String question) {
    return calls.ask(question, made::incrementAndGet);
  }

  /** It goes on with what is due then. */
  private void finishOne() {
    begun.remove().run();
  }

  @Test
  void twoCallsAreUnderWayAtOnce() {
    var unused = List.of(ask("queue"), ask("queue"));
    assertEquals(2, begun.size());
  }

  @Test
  void whoAsksWhileTwoAreUnderWaySharesTheNextOne() throws Exception {
    List<Future<Integer>> all = Stream.generate(() -> ask("queue")).limit(5).toList();
    assertEquals(2, begun.size());
    while (!begun.isEmpty()) {
      finishOne();
    }
    assertEquals(
        List.of(1, 3, 2, 2, 2),
        List.of(
            all.get(0).get(),
            all.get(1).get(),
            all.get(2).get(),
            all.get(3).get(),
            all.get(4).get()));
  }

  @Test
  void whenACrowdAsksOneCallIsUnderWayAtATime() throws Exception {
    List<Future<Integer>> later = new ArrayList<>();
    var unused = List.of(ask("queue"), ask("queue"));
    Future<Integer> crowd =
        calls.ask(
            "queue",
            () -> {
              finishOne();
              // Beside the crowd's call none is left.
              later.add(ask("queue"));
              assertEquals(0, begun.size());
              return made.incrementAndGet();
            });
    var sharing = List.of(ask("queue"), ask("queue"), ask("queue"));
    finishOne();

    assertEquals(3, crowd.get());
    assertEquals(3, sharing.get(2).get());
    assertEquals(4, later.get(0).get());
    var unusedToo = List.of(ask("queue"), ask("queue"));
    assertEquals(2, begun.size());
  }

  @Test
  void aCallThatHasBegunIsSharedWithNobodyWhoAsksLater() throws Exception {
    List<Future<Integer>> fourth = new ArrayList<>();
    Future<Integer> first = ask("queue");
    Future<Integer> second = ask("queue");
    Future<Integer> third =
        calls.ask(
            "queue",
            () -> {
              fourth.add(ask("queue"));
              return made.incrementAndGet();
            });
    while (!begun.isEmpty()) {
      finishOne();
    }
    assertEquals(
        List.of(1, 2, 3, 4), List.of(first.get(), third.get(), fourth.get(0).get(), second.get()));
  }

  @Test
  void anotherQuestionIsAskedByItself() {
    var unused = List.of(ask("queue"), ask("queue"), ask("jobs"), ask("jobs"), ask("jobs"));
    assertEquals(4, begun.size());
  }

  @Test
  void whatFailsFailsForAllWhoShareItAndForNobodyElse() throws Exception {
    var unused = List.of(ask("queue"), ask("queue"));
    Future<Integer> bad =
        calls.ask(
            "queue",
            () -> {
              throw new IllegalStateException("gone");
            });
    Future<Integer> sharing = ask("queue");
    finishOne();
    finishOne();
    Future<Integer> later = ask("queue");
    while (!begun.isEmpty()) {
      finishOne();
    }
    assertEquals("gone", why(bad));
    assertEquals("gone", why(sharing));
    assertEquals(3, later.get());
  }

  private static String why(Future<Integer> failed) {
    Throwable cause = assertThrows(ExecutionException.class, failed::get).getCause();
    return cause == null ? "nothing" : String.valueOf(cause.getMessage());
  }

  @Test
  void afterAllAreAnsweredItBeginsAnew() {
    var unused = List.of(ask("queue"), ask("queue"), ask("queue"));
    while (!begun.isEmpty()) {
      finishOne();
    }
    assertFalse(ask("queue").isDone());
    assertEquals(1, begun.size());
  }

  @Test
  void whoWaitsForACallUnderWayIsAnsweredThoughAnotherFoundNoThread() throws Exception {
    List<Future<Integer>> waiting = new ArrayList<>();
    List<RequestCoalescer> scarce = new ArrayList<>();
    scarce.add(
        new RequestCoalescer(
            task -> {
              if (!begun.isEmpty()) {
                waiting.add(scarce.get(0).ask("queue", made::incrementAndGet));
                throw new OutOfMemoryError("unable to create native thread");
              }
              begun.add(task);
            }));

    Future<Integer> first = scarce.get(0).ask("queue", made::incrementAndGet);
    Future<Integer> second = scarce.get(0).ask("queue", made::incrementAndGet);
    assertEquals("no thread can be had to ask for the queue", why(second));
    finishOne();

    assertEquals(List.of(1, 2), List.of(first.get(), waiting.get(0).get()));
    assertEquals(0, scarce.get(0).questions());
  }

  @Test
  void aHundredThousandRoundsInARowNeedNoDeeperStack() throws Exception {
    AtomicInteger left = new AtomicInteger(100_000);
    List<Future<Integer>> last = new ArrayList<>();
    Future<Integer> first = ask("queue");
    Future<Integer> beside = ask("queue");
    askFromWithin(left, last);
    while (!begun.isEmpty()) {
      finishOne();
    }
    assertEquals(List.of(1, 2), List.of(first.get(), beside.get()));
    assertEquals(0, left.get());
    assertEquals(0, calls.questions());
    assertTrue(last.get(0).isDone());
  }

  /** Each call is asked for during the one before. */
  private void askFromWithin(AtomicInteger left, List<Future<Integer>> last) {
    Future<Integer> next =
        calls.ask(
            "queue",
            () -> {
              if (left.getAndDecrement() > 1) {
                askFromWithin(left, last);
              }
              return left.get();
            });
    last.clear();
    last.add(next);
  }
}
