package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedCallsTest {

  /** What would run on threads, in the order in which it was begun. */
  private final Deque<Runnable> begun = new ArrayDeque<>();

  private final SharedCalls calls = new SharedCalls(begun::add);

  /** Each call answers which one it was. */
  private final AtomicInteger made = new AtomicInteger();

  private Future<Integer> ask(String question) {
    return calls.ask(question, made::incrementAndGet);
  }

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
        List.of(1, 2, 3, 3, 3),
        List.of(
            all.get(0).get(),
            all.get(1).get(),
            all.get(2).get(),
            all.get(3).get(),
            all.get(4).get()));
  }

  @Test
  void whenACrowdAsksOneCallIsUnderWayAtATime() throws Exception {
    var unused = List.of(ask("queue"), ask("queue"));
    List<Future<Integer>> crowd = Stream.generate(() -> ask("queue")).limit(4).toList();
    finishOne();
    // The crowd's call has begun; beside it, only the second of all is left.
    Future<Integer> later = ask("queue");
    finishOne();
    assertEquals(1, begun.size());
    finishOne();
    assertEquals(1, begun.size());
    finishOne();

    assertEquals(3, crowd.get(3).get());
    assertEquals(4, later.get());
    var unusedToo = List.of(ask("queue"), ask("queue"));
    assertEquals(2, begun.size());
  }

  @Test
  void aCallThatHasBegunIsSharedWithNobodyWhoAsksLater() throws Exception {
    Future<Integer> first = ask("queue");
    Future<Integer> second = ask("queue");
    Future<Integer> third = ask("queue");
    finishOne();
    // The third has begun in its place, so this is a fourth.
    Future<Integer> fourth = ask("queue");
    while (!begun.isEmpty()) {
      finishOne();
    }
    assertEquals(
        List.of(1, 2, 3, 4), List.of(first.get(), second.get(), third.get(), fourth.get()));
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
}
