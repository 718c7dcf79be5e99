package dev.slipway.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.type.Interval;
import com.google.type.LatLng;
import dev.slipway.CaseFiles;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.schema.SchemaWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One file for each case: a document, and the whole of what is said about it. {@code message} names
 * the message when it is not a custom job.
 */
class SchemaCasesTest {

  private static final CaseFiles CASES = CaseFiles.in("vertex/schema");

  private static final List<Descriptor> MESSAGES =
      List.of(CustomJob.getDescriptor(), Interval.getDescriptor(), LatLng.getDescriptor());

  @TestFactory
  Stream<DynamicTest> everyCaseIsToldAsItsFileSays() {
    return CASES.tests(file -> check(parse(Files.readString(file))));
  }

  private static void check(Json.Obj file) {
    SchemaWalk.Walked walked = walk(file);
    assertEquals(lines(file, "problems"), told(walked.problems()));
    assertEquals(lines(file, "warnings"), told(walked.warnings()));
  }

  @Test
  void everyCodeOfTheSchemaHasACase() throws IOException {
    Set<ProblemCode> told = EnumSet.noneOf(ProblemCode.class);
    for (Path file : CASES.all()) {
      SchemaWalk.Walked walked = walk(parse(Files.readString(file)));
      walked.problems().forEach(problem -> told.add(problem.code()));
      walked.warnings().forEach(problem -> told.add(problem.code()));
    }

    assertEquals(
        EnumSet.range(ProblemCode.FIELD_IN_BOTH_SPELLINGS, ProblemCode.OUTPUT_ONLY_FIELD), told);
  }

  @Test
  void ofManyMistakesTheFirstHundredAreKeptAndTheOthersCounted() {
    String fields =
        Stream.iterate(0, i -> i < 2 * FirstProblems.MOST, i -> i + 1)
            .map(i -> "\"field" + i + "\": 1")
            .collect(Collectors.joining(",", "{", "}"));

    SchemaWalk.Walked walked = SchemaWalk.walk(parse(fields), CustomJob.getDescriptor());

    assertEquals(FirstProblems.MOST + 1, walked.problems().size());
    assertEquals(
        Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", FirstProblems.MOST),
        walked.problems().get(FirstProblems.MOST));
  }

  private static SchemaWalk.Walked walk(Json.Obj file) {
    String message =
        file.get("message")
            .map(name -> ((Json.Text) name).value())
            .orElse(CustomJob.getDescriptor().getFullName());
    Descriptor type =
        MESSAGES.stream()
            .filter(known -> known.getFullName().equals(message))
            .findFirst()
            .orElseThrow();
    return SchemaWalk.walk((Json.Obj) file.get("given").orElseThrow(), type);
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

  private static Json.Obj parse(String text) {
    return (Json.Obj) SpecParser.parseJson(text.getBytes(UTF_8)).root().orElseThrow();
  }
}
