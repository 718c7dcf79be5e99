package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.spec.CaseNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How Slipway decides, a case a file: {@code src/test/resources/dev/slipway/plan/cases}. */
class PlannerTest {

  @TestFactory
  Stream<DynamicTest> everyCase() {
    return CaseFiles.in("plan/cases").tests(file -> check(CaseNode.read(file, PlanCase::of)));
  }

  private static void check(PlanCase planned) {
    assertEquals(
        planned.expected(),
        List.copyOf(Planner.plan(planned.situation(), planned.queue()).entrySet()));
  }

  @Test
  void aRefusedLaunchIsTriedAgainAfterOneToThirtyMinutes() {
    Instant now = Instant.parse("2026-11-01T12:00:00Z");
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L),
        IntStream.of(1, 2, 3, 4, 5, 6, 7, 1_000)
            .mapToObj(refusals -> Planner.retryAfter(refusals, now))
            .map(retryAt -> Duration.between(now, retryAt).toMinutes())
            .toList());
  }
}
