package dev.slipway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcurrencyLimitTest {

  @ParameterizedTest(name = "a heap of {0} MiB has room for {1}")
  @CsvSource({"8, 1", "307, 12", "614, 25", "8388608, 349525"})
  void aHeapHasRoomForSoManyEventsWithTheLargestSpecs(long mebibytes, int events) {
    assertEquals(events, ConcurrencyLimit.inHeapOf(mebibytes << 20).places());
  }

  @Test
  void whoIsInTakesAPlaceAndLeavesItHoweverItEnds() {
    ConcurrencyLimit room = new ConcurrencyLimit(2);
    List<Integer> left = new ArrayList<>();

    room.enter(
        () -> {
          left.add(room.places());
          room.enter(() -> left.add(room.places()));
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            room.enter(
                () -> {
                  throw new IllegalStateException("struck");
                }));

    left.add(room.places());
    assertEquals(List.of(1, 0, 2), left);
  }

  @Test
  void aCrowdIsLetInButNeverMoreThanThereArePlaces() throws Exception {
    ConcurrencyLimit room = new ConcurrencyLimit(3);
    AtomicInteger in = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger came = new AtomicInteger();
    Runnable visit =
        () -> {
          most.accumulateAndGet(in.incrementAndGet(), Math::max);
          in.decrementAndGet();
          if (came.incrementAndGet() % 3 == 0) {
            throw new IllegalStateException("struck");
          }
        };
    Callable<Integer> visitor =
        () -> {
          int struck = 0;
          for (int i = 0; i < 100; i++) {
            try {
              room.enter(visit);
            } catch (IllegalStateException e) {
              struck++;
            }
          }
          return struck;
        };

    int struck = 0;
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      for (Future<Integer> each : threads.invokeAll(Collections.nCopies(9, visitor))) {
        struck += each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertEquals(List.of(900, 300, 3), List.of(came.get(), struck, room.places()));
    assertTrue(most.get() <= 3, () -> most + " were in");
  }
}
