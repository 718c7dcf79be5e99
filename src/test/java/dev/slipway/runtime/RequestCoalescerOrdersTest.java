package dev.slipway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Turns;
import dev.slipway.dispatch.model.RetryLater;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What is promised to those who ask at the same time holds in whatever order they get on. */
class RequestCoalescerOrdersTest {

  @Test
  void twoWhoAskAreAnsweredInEveryOrderWhereThreadsMayRunOut() {
    assertTrue(Turns.everyWay(turns -> new Callers(turns, true).ask(2, 1)) > 100);
  }

  @Test
  void threeWhoAskAreAnsweredInEveryOrder() {
    assertTrue(Turns.everyWay(turns -> new Callers(turns, false).ask(3, 1)) > 1_000);
  }

  @Test
  void aCrowdThatAsksAgainAndAgainIsAnsweredInManyOrders() {
    Turns.randomly(300, turns -> new Callers(turns, false).ask(7, 3));
  }

  @Test
  void aCrowdIsAnsweredInManyOrdersWhereThreadsMayRunOut() {
    Turns.randomly(300, turns -> new Callers(turns, true).ask(7, 3));
  }

  /** Callers, and the calls that are made for them. */
  private static final class Callers {

    /** An answer says when its call began. */
    private record TimedCall(int at, Future<Integer> answer) {}

    private final Turns turns;
    private final RequestCoalescer calls;
    private final List<TimedCall> all = new ArrayList<>();
    private int moment;
    private int underWay;
    private int mostUnderWay;
    private int refusals;

    Callers(Turns turns, boolean canThreadsRunOut) {
      this.turns = turns;
      this.calls =
          new RequestCoalescer(
              task -> {
                turns.pause();
                if (canThreadsRunOut && turns.choose(2) == 1) {
                  refusals++;
                  throw new OutOfMemoryError("unable to create native thread");
                }
                turns.begin(task);
              });
    }

    void ask(int callers, int times) {
      for (int i = 0; i < callers; i++) {
        turns.begin(() -> askAgain(times));
      }
      turns.run();
      all.forEach(this::check);
      assertEquals(callers * times, all.size());
      assertTrue(mostUnderWay <= 2, () -> mostUnderWay + " calls under way");
      assertEquals(0, calls.questions());
    }

    private void askAgain(int times) {
      for (int i = 0; i < times; i++) {
        if (i > 0) {
          turns.pause();
        }
        int at = ++moment;
        all.add(new TimedCall(at, calls.ask("queue", this::call)));
      }
    }

    private int call() {
      int began = ++moment;
      underWay++;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      turns.pause();
      underWay--;
      return began;
    }

    private void check(TimedCall asked) {
      assertTrue(asked.answer().isDone(), "somebody waits for ever");
      try {
        int began = asked.answer().get();
        assertTrue(began > asked.at(), () -> "asked at " + asked.at() + ", began at " + began);
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof RetryLater, e::toString);
        assertTrue(refusals > 0);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
