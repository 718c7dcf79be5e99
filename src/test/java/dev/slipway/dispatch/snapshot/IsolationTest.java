package dev.slipway.dispatch.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class IsolationTest {

  private static final Decision LAUNCH = new Decision.Launch(List.of("pool-0"));

  private final List<String> struck = new ArrayList<>();

  @Test
  void withoutABugAllAreDecidedTogether() {
    assertEquals(Map.of("a", LAUNCH, "b", LAUNCH), plan(queue -> decide(queue, "none"), "a", "b"));
    assertEquals(List.of(), struck);
  }

  @Test
  void whoStrikesABugIsLeftOutAndNamed() {
    assertEquals(
        Map.of("a", LAUNCH, "c", LAUNCH), plan(queue -> decide(queue, "b"), "a", "b", "c"));
    assertEquals(List.of("b: a bug"), struck);
  }

  @Test
  void aBugThatNobodyStrikesAloneIsThrown() {
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> plan(IsolationTest::together, "a", "b"));

    assertEquals("not two", thrown.getMessage());
    assertEquals(List.of(), struck);
  }

  private Map<String, Decision> plan(
      Function<List<PendingSubmission>, Map<String, Decision>> planner, String... ids) {
    List<PendingSubmission> queue = List.of(ids).stream().map(IsolationTest::waiting).toList();
    return IsolatedPlanning.plan(
        queue, planner, (one, bug) -> struck.add(one.id() + ": " + bug.getMessage()));
  }

  private static Map<String, Decision> decide(List<PendingSubmission> queue, String bad) {
    if (queue.stream().anyMatch(waiting -> waiting.id().equals(bad))) {
      throw new IllegalStateException("a bug");
    }
    return queue.stream().collect(Collectors.toMap(PendingSubmission::id, waiting -> LAUNCH));
  }

  private static Map<String, Decision> together(List<PendingSubmission> queue) {
    if (queue.size() > 1) {
      throw new IllegalStateException("not two");
    }
    return decide(queue, "none");
  }

  private static PendingSubmission waiting(String id) {
    Requirements nothing = new Requirements(List.of(), "", "", "", Spelling.CAMEL);
    return new PendingSubmission(id, 0, Instant.EPOCH, nothing, false, 0, Instant.EPOCH);
  }
}
