package dev.slipway.dispatch.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.problem.Problem;
import dev.slipway.spec.JobSpec;
import dev.slipway.vertex.JobSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user is told of a whole spec. Beside each document under {@code readings/} stands {@code
 * NAME.txt}: its format, each problem and warning, and where its worker pools are said to stand.
 */
class SpecReadingTest {

  private static final CaseFiles CASES = CaseFiles.in("dispatch/check/readings");

  static List<String> documents() {
    return CASES.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void itIsToldInTheUsersOwnWords(String name) throws IOException {
    SpecReading reading = read(Files.readAllBytes(CASES.file(name)), "team-a/train.json");
    CASES.assertTold(name, told(reading));
  }

  @Test
  void aJobWithoutADisplayNameIsCalledAsItsObject() {
    assertEquals("team-a/train.json", displayName("{\"jobSpec\": {}}", "team-a/train.json"));
    assertEquals("team-a/train", displayName("{\"job_spec\": {}}", "team-a/train"));
    assertEquals("k", displayName("{\"displayName\": \"\", \"jobSpec\": {}}", "k"));
    assertEquals("k", displayName("displayName:\njobSpec: {}", "k"));
    assertEquals("its own", displayName("displayName: its own\njobSpec: {}", "k"));
  }

  @Test
  void ofALongNameTheEndIsKept() {
    assertEquals("🚢".repeat(127) + "b", displayName("jobSpec: {}", "a" + "🚢".repeat(127) + "b"));
  }

  @Test
  void theSameBytesAreAlwaysReadTheSame() {
    byte[] bytes = "workerPoolSpecs: {machineSpec: {machineType: n1-standard-4}}".getBytes(UTF_8);
    assertEquals(read(bytes, "a"), read(bytes, "a"));
  }

  private static String displayName(String spec, String object) {
    return read(spec.getBytes(UTF_8), object).spec().map(JobSpec::displayName).orElseThrow();
  }

  private static SpecReading read(byte[] bytes, String object) {
    return SpecReading.of(
        bytes,
        new JobSchema("us-central1"),
        new SpecContext("", object, new Team.Folder(""), Policy.ALLOW_ALL));
  }

  private static String told(SpecReading reading) {
    StringBuilder told = new StringBuilder();
    reading.format().ifPresent(format -> told.append(format).append('\n'));
    reading.problems().forEach(problem -> told.append(line("problem", problem)));
    reading.warnings().forEach(problem -> told.append(line("warning", problem)));
    reading
        .spec()
        .map(spec -> spec.requirements().workerPools())
        .orElse(List.of())
        .forEach(pool -> told.append("worker pool '%s'%n".formatted(pool.where())));
    return told.toString();
  }

  private static String line(String kind, Problem problem) {
    return "%s %s '%s' %s%n".formatted(kind, problem.code(), problem.where(), problem.facts());
  }
}
