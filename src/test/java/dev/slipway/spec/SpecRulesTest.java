package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spec must be by itself, a case a file: {@code src/test/resources/…/spec/rules}. */
class SpecRulesTest {

  private record RuleCase(JobSpec spec, String defaultResource, List<Problem> expected) {

    static RuleCase of(CaseNode node) {
      return new RuleCase(
          node.node("spec", RuleCase::spec).orElseThrow(),
          node.textOrEmpty("defaultResource"),
          node.nodes("expect", CaseValues::problem));
    }

    private static JobSpec spec(CaseNode node) {
      return new JobSpec(
          node.textOrEmpty("displayName"),
          node.textOrEmpty("persistentResource"),
          node.textsByName("labels"),
          CaseValues.requirements(node),
          PolicyFacts.NONE);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCase() {
    return CaseFiles.in("spec/rules").tests(file -> check(CaseNode.read(file, RuleCase::of)));
  }

  private static void check(RuleCase rule) {
    assertEquals(rule.expected(), SpecRules.check(rule.spec(), rule.defaultResource()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ß", "船", "🚢"})
  void aDisplayNameHasUpTo128CharactersHoweverManyBytesTheyTake(String character) {
    assertEquals(List.of(), check(named(character.repeat(128))));
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.DISPLAY_NAME_TOO_LONG, "displayName", "length", 129, "most", 128)),
        check(named(character.repeat(129))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a1", "a-1", "a--b", "anchor-2026"})
  void aResourceIdIsLowerCaseLettersDigitsAndHyphens(String id) {
    assertEquals(List.of(), check(on(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1a", "-a", "a-", "A", "aB", "a_b", "a.b", "a b", "a\n", "ä"})
  void nothingElseIsAResourceId(String id) {
    assertEquals(List.of(badResource(id)), check(on(id)));
  }

  @Test
  void aResourceIdHasUpTo63Characters() {
    assertEquals(List.of(), check(on("a".repeat(63))));
    assertEquals(List.of(badResource("a".repeat(64))), check(on("a".repeat(64))));
  }

  @Test
  void requirementsMustFitTheQueueRecord() {
    // 240 for the worker pool, 26 for its path, 13 and 6 for machine and disk: 285.
    assertEquals(List.of(), check(inNetwork("n".repeat(3_215), Spelling.CAMEL)));
    assertEquals(
        List.of(tooLong("jobSpec.workerPoolSpecs", 3_501)),
        check(inNetwork("n".repeat(3_216), Spelling.CAMEL)));
    assertEquals(
        List.of(tooLong("job_spec.worker_pool_specs", 3_501)),
        check(inNetwork("n".repeat(3_216), Spelling.SNAKE)));
  }

  @Test
  void whatJsonEscapesCountsAsLongAsItsEscape() {
    assertEquals(
        List.of(tooLong("jobSpec.workerPoolSpecs", 285 + 6 * 700)),
        check(inNetwork("\"".repeat(700), Spelling.CAMEL)));
  }

  @ParameterizedTest
  @CsvSource({"' ', 1", "~, 1", "'\u001f', 6", "'\u007f', 6", "'\\', 6", "ä, 7", "船, 8"})
  void eachCharacterCountsAsTheBytesThatItMayTake(String character, int bytes) {
    assertEquals(
        List.of(tooLong("jobSpec.workerPoolSpecs", 285 + 4_000L * bytes)),
        check(inNetwork(character.repeat(4_000), Spelling.CAMEL)));
  }

  @Test
  void namesOfReservationsCountToo() {
    Shape shape =
        new Shape(
            "n1-standard-4",
            "",
            0,
            "",
            "",
            new ReservationAffinity("", "", List.of("r".repeat(4_000), "s")),
            "",
            0);
    List<WorkerPool> workerPools =
        List.of(new WorkerPool("jobSpec.workerPoolSpecs[0]", new Demand(shape, 1)));
    assertEquals(
        List.of(tooLong("jobSpec.workerPoolSpecs", 285 + 4_003 + 4)),
        check(spec("train", "anchor", requirements(workerPools, "", Spelling.CAMEL))));
  }

  @Test
  void aHundredWorkerPoolsAreTooMany() {
    List<WorkerPool> workerPools =
        IntStream.range(0, 100)
            .mapToObj(i -> new WorkerPool("", new Demand(Shape.of("n1-standard-4"), 1)))
            .toList();
    JobSpec spec = spec("train", "anchor", requirements(workerPools, "", Spelling.CAMEL));
    assertEquals(List.of(tooLong("jobSpec.workerPoolSpecs", 100 * (240 + 13 + 6))), check(spec));
  }

  @Test
  void thePriorityIsThatOfTheLabel() {
    assertEquals(0, priority(Map.of()));
    assertEquals(0, priority(Map.of("priority", "7")));
    assertEquals(0, priority(Map.of("slipway-priority", "0")));
    assertEquals(7, priority(Map.of("slipway-priority", "7")));
    assertEquals(9, priority(Map.of("slipway-priority", "9")));
  }

  @Test
  void aPriorityThatIsNoneIsTheLowest() {
    for (String bad : List.of("", "10", "-1", "high", "٣")) {
      assertEquals(0, priority(Map.of("slipway-priority", bad)), bad);
    }
  }

  private static List<Problem> check(JobSpec spec) {
    return SpecRules.check(spec, "");
  }

  private static int priority(Map<String, String> labels) {
    return SpecRules.priorityOf(new JobSpec("train", "anchor", labels, plain(), PolicyFacts.NONE));
  }

  private static Problem badResource(String id) {
    return Problem.of(ProblemCode.BAD_RESOURCE_ID, "jobSpec.persistentResourceId", "found", id);
  }

  private static Problem tooLong(String where, long bytes) {
    return Problem.of(ProblemCode.REQUIREMENTS_TOO_LONG, where, "bytes", bytes, "most", 3_500);
  }

  private static JobSpec named(String displayName) {
    return spec(displayName, "anchor", plain());
  }

  private static JobSpec on(String resource) {
    return spec("train", resource, plain());
  }

  private static JobSpec inNetwork(String network, Spelling spelling) {
    return spec("train", "anchor", requirements(plain().workerPools(), network, spelling));
  }

  private static JobSpec spec(String displayName, String resource, Requirements requirements) {
    return new JobSpec(displayName, resource, Map.of(), requirements, PolicyFacts.NONE);
  }

  private static Requirements plain() {
    WorkerPool only =
        new WorkerPool("jobSpec.workerPoolSpecs[0]", new Demand(Shape.of("n1-standard-4"), 1));
    return requirements(List.of(only), "", Spelling.CAMEL);
  }

  private static Requirements requirements(
      List<WorkerPool> workerPools, String network, Spelling spelling) {
    return new Requirements(workerPools, network, "", "", spelling);
  }
}
