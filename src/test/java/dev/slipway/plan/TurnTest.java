package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnTest {

  private static final Requirements NOTHING =
      new Requirements(List.of(), "", "", "", Spelling.CAMEL);

  /** Some in one second, and the ends of time. */
  private static final List<Instant> ARRIVALS =
      List.of(
          Instant.MIN,
          Instant.EPOCH,
          Instant.parse("2026-11-01T12:00:00Z"),
          Instant.parse("2026-11-01T12:00:00.000000001Z"),
          Instant.parse("2026-11-01T12:00:00.5Z"),
          Instant.parse("2026-11-01T12:00:01Z"),
          Instant.MAX);

  /** More than the 0 to 9 there are, as a record changed by hand may have. */
  private static final int LOWEST_PRIORITY = -100;

  private static final int HIGHEST_PRIORITY = 100;

  @Test
  void turnsComeInTheOrderOfTheQueue() {
    for (int seed = 0; seed < 1_000; seed++) {
      List<Waiting> queue = queue(new Random(seed));

      assertEquals(queue.stream().sorted(Waiting.ORDER).toList(), inOrder(queue), "seed " + seed);
    }
  }

  private static List<Waiting> inOrder(List<Waiting> queue) {
    WorkerPools none = new WorkerPools(List.of(), List.of());
    List<Turn> turns = queue.stream().map(each -> new Turn(each, none, List.of())).toList();
    return Turn.inOrder(turns).stream().map(Turn::waiting).toList();
  }

  private static List<Waiting> queue(Random random) {
    List<Waiting> queue = new ArrayList<>();
    Stream.generate(() -> waiting(random)).limit(random.nextInt(40)).forEach(queue::add);
    return queue;
  }

  private static Waiting waiting(Random random) {
    return new Waiting(
        "id-" + random.nextInt(1_000),
        random.nextInt(LOWEST_PRIORITY, HIGHEST_PRIORITY + 1) / random.nextInt(1, 50),
        ARRIVALS.get(random.nextInt(ARRIVALS.size())),
        NOTHING,
        true,
        0,
        Instant.EPOCH);
  }
}
