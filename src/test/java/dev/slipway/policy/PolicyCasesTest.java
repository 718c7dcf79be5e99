package dev.slipway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import dev.slipway.problem.Problem;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.ProtoSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What policies say of specs, a case a file: {@code src/test/resources/…/policy/cases}. Jobs are to
 * run on {@code anchor}. A policy with {@code policyProblems} is none, and asked about no spec.
 */
class PolicyCasesTest {

  @TestFactory
  Stream<DynamicTest> everyCaseIsJudgedAsItsFileSays() {
    return CaseFiles.in("policy/cases").tests(PolicyCasesTest::check);
  }

  private static void check(Path file) throws IOException {
    JsonObject given = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    Policy.PolicyReading policy = Policy.parse(bytes(given.getAsJsonObject("policy")));
    if (given.has("policyProblems")) {
      assertEquals(lines(given, "policyProblems"), told(policy.problems()));
      assertEquals(Optional.empty(), policy.policy());
      return;
    }
    assertEquals(List.of(), policy.problems());

    Verdict verdict =
        policy
            .policy()
            .orElseThrow()
            .check(spec(given.getAsJsonObject("spec")), "anchor", team(given));

    assertEquals(lines(given, "problems"), told(verdict.problems()));
    assertEquals(lines(given, "warnings"), told(verdict.warnings()));
    assertEquals(given.has("priority") ? given.get("priority").getAsInt() : 0, verdict.priority());
  }

  /** {@code "team"} names a folder, {@code "messages"} is there for a spec from a message. */
  private static Team team(JsonObject given) {
    return given.has("messages")
        ? Team.MESSAGES
        : new Team.Folder(given.has("team") ? given.get("team").getAsString() : "");
  }

  static JobSpec spec(JsonObject spec) {
    return new ProtoSchema().check(SpecParser.parse(bytes(spec)).document().orElseThrow()).spec();
  }

  private static byte[] bytes(JsonObject object) {
    return object.toString().getBytes(UTF_8);
  }

  static List<String> told(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code() + " " + problem.where() + " " + problem.facts())
        .toList();
  }

  private static List<String> lines(JsonObject given, String name) {
    return given.getAsJsonArray(name).asList().stream().map(line -> line.getAsString()).toList();
  }
}
