package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class QueueOrderTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final List<Instant> ENDS_OF_TIME =
      List.of(Instant.MIN, Instant.EPOCH, NOON, NOON.plusNanos(1), Instant.MAX);
  private static final int DAY = 86_400;

  @Test
  void aLongQueueIsPutInOrder() {
    Random random = new Random(1);

    assertIsPutInOrder(
        queue(
            5_000,
            () -> waiting(random, random.nextInt(10), NOON.plusSeconds(random.nextInt(DAY)))));
  }

  @Test
  void thoseOfOneSecondGoByTheirNanosecondsThenByTheirIds() {
    assertShortOnesArePutInOrder(
        random -> waiting(random, random.nextInt(2), NOON.plusNanos(random.nextInt(3))));
  }

  @Test
  void anyTimeHasItsPlace() {
    assertShortOnesArePutInOrder(
        random ->
            waiting(
                random, random.nextInt(10), ENDS_OF_TIME.get(random.nextInt(ENDS_OF_TIME.size()))));
  }

  @Test
  void aPriorityThatThereIsNotHasItsPlaceToo() {
    assertShortOnesArePutInOrder(
        random ->
            waiting(
                random, random.nextInt(-30_000, 30_000), NOON.plusSeconds(random.nextInt(DAY))));
  }

  private static void assertShortOnesArePutInOrder(Function<Random, PendingSubmission> draw) {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      assertIsPutInOrder(queue(random.nextInt(20), () -> draw.apply(random)));
    }
  }

  private static void assertIsPutInOrder(List<PendingSubmission> queue) {
    WorkerPools none = new WorkerPools(List.of(), List.of());
    List<Candidate> turns =
        queue.stream().map(each -> new Candidate(each, none, List.of())).toList();

    assertEquals(
        queue.stream().sorted(PendingSubmission.ORDER).toList(),
        QueueOrder.of(turns).stream().map(Candidate::waiting).toList());
  }

  private static List<PendingSubmission> queue(int length, Supplier<PendingSubmission> draw) {
    List<PendingSubmission> queue = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      queue.add(draw.get());
    }
    return queue;
  }

  private static PendingSubmission waiting(Random random, int priority, Instant arrival) {
    Requirements nothing = new Requirements(List.of(), "", "", "", Spelling.CAMEL);
    String id = "id-" + random.nextInt(1_000);
    return new PendingSubmission(id, priority, arrival, nothing, true, 0, Instant.EPOCH);
  }
}
