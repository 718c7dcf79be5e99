package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.dispatch.port.Schema.Checked;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Google's rules on a job, a case a file: {@code src/test/resources/…/vertex/rules}. Jobs run in
 * us-central1.
 */
class JobSchemaTest {

  private static final CaseFiles CASES = CaseFiles.in("vertex/rules");

  @TestFactory
  Stream<DynamicTest> everyCaseIsToldAsItsFileSays() {
    return CASES.tests(file -> check(parse(file)));
  }

  private static void check(Json.Obj file) {
    Checked checked = checked(file, "us-central1");
    assertEquals(lines(file, "problems"), told(checked.problems()));
    assertEquals(lines(file, "warnings"), told(checked.warnings()));
  }

  @Test
  void everyRuleHasACase() throws IOException {
    Set<ProblemCode> told = EnumSet.noneOf(ProblemCode.class);
    for (Path file : CASES.all()) {
      Checked checked = checked(parse(file), "us-central1");
      Stream.of(checked.problems(), checked.warnings())
          .flatMap(List::stream)
          .forEach(problem -> told.add(problem.code()));
    }
    Set<ProblemCode> rules = EnumSet.range(ProblemCode.NO_TASK, ProblemCode.ACCELERATOR_RETIRED);
    rules.removeAll(told);
    assertEquals(Set.of(), rules);
  }

  @Test
  void whereTheLocationIsNotKnownNothingIsElsewhere() throws IOException {
    Checked checked = checked(parse(CASES.file("a-key-in-another-location-is-refused.json")), "");
    assertEquals(List.of(), checked.problems());
  }

  @Test
  void whatIsReadIsThatOfTheDescriptorsAlone() throws IOException {
    for (Path file : CASES.all()) {
      Json.Obj given = (Json.Obj) parse(file).get("given").orElseThrow();
      assertEquals(new ProtoSchema().check(given).spec(), new JobSchema("").check(given).spec());
    }
  }

  private static Checked checked(Json.Obj file, String location) {
    return new JobSchema(location).check((Json.Obj) file.get("given").orElseThrow());
  }

  private static List<String> told(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code() + " " + problem.where() + " " + problem.facts())
        .toList();
  }

  private static List<String> lines(Json.Obj file, String name) {
    return ((Json.Arr) file.get(name).orElseThrow())
        .items().stream().map(line -> ((Json.Text) line).value()).toList();
  }

  private static Json.Obj parse(Path file) throws IOException {
    return (Json.Obj) SpecParser.parseJson(Files.readAllBytes(file)).root().orElseThrow();
  }
}
