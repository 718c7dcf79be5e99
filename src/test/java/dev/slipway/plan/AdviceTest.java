package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.spec.CaseNode;
import dev.slipway.spec.CaseValues;
import dev.slipway.spec.Requirements;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Warnings of a spec on a resource, a case a file: {@code src/test/resources/…/plan/advice}. */
class AdviceTest {

  private record AdviceCase(
      PersistentResource resource, Requirements requirements, List<Problem> expected) {

    static AdviceCase of(CaseNode node) {
      return new AdviceCase(
          node.node("resource", PlanCase::resource).orElseThrow(),
          node.node("spec", CaseValues::requirements).orElseThrow(),
          node.nodes("expect", CaseValues::problem));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCase() {
    return CaseFiles.in("plan/advice").tests(file -> check(CaseNode.read(file, AdviceCase::of)));
  }

  private static void check(AdviceCase advice) {
    assertEquals(advice.expected(), Advice.of(advice.resource(), advice.requirements()));
  }
}
