package dev.slipway.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.CaseFiles;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusJsonTest {

  private static final Path FOLDER = CaseFiles.ROOT.resolve("report");

  @Test
  void aStatusWithEverythingIsWrittenAsAgreed() throws IOException {
    assertEquals(
        Files.readString(FOLDER.resolve("status-full.json")),
        StatusJson.write(SampleStatuses.full()));
  }

  @Test
  void whatIsAbsentIsLeftOut() throws IOException {
    assertEquals(
        Files.readString(FOLDER.resolve("status-bare.json")),
        StatusJson.write(SampleStatuses.bare()));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasWrittenIsReadAgainInEveryState(State state) {
    Random random = new Random(state.name().hashCode());
    for (int round = 0; round < 50; round++) {
      Status status = SampleStatuses.any(state, random);
      assertEquals(Optional.of(status), StatusJson.read(StatusJson.write(status)));
    }
  }

  @Test
  void ofATooLargeStatusTheLastProblemsAreLeftOutAndCounted() {
    List<Problem> many =
        IntStream.range(0, 100)
            .mapToObj(i -> Problem.of(ProblemCode.BAD_PRIORITY, "p" + i, "found", "9".repeat(900)))
            .toList();

    String document = StatusJson.write(SampleStatuses.refused(many, many));

    assertTrue(document.getBytes(UTF_8).length <= StatusJson.LARGEST_BYTES);
    Status read = StatusJson.read(document).orElseThrow();
    List<Problem> expected = new ArrayList<>(many.subList(0, 12));
    expected.add(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", 88));
    assertEquals(expected, read.problems());
    assertEquals(expected, read.warnings());
  }

  @Test
  void noProblemIsLeftOutOfAStatusThatFits() {
    List<Problem> many =
        IntStream.range(0, 100)
            .mapToObj(i -> Problem.of(ProblemCode.BAD_PRIORITY, "p" + i, "found", "9"))
            .toList();

    assertEquals(
        many,
        StatusJson.read(StatusJson.write(SampleStatuses.refused(many, List.of())))
            .orElseThrow()
            .problems());
  }

  @Test
  void theWorstProblemsFitToo() {
    String worst = "\u0001".repeat(1_000);
    List<Problem> many =
        Collections.nCopies(
            100, Problem.of(ProblemCode.OTHER_KIND, worst, "kind", worst, "found", worst));

    String document = StatusJson.write(SampleStatuses.refused(many, many));

    assertTrue(document.getBytes(UTF_8).length <= StatusJson.LARGEST_BYTES);
    assertTrue(StatusJson.read(document).isPresent());
  }

  @Test
  void unknownFieldsArePassedOver() {
    String document =
        StatusJson.write(SampleStatuses.full()).replace("\"state\"", "\"mood\": [{}], \"state\"");
    assertEquals(Optional.of(SampleStatuses.full()), StatusJson.read(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"schemaVersion\": 1|\"schemaVersion\": 2",
        "\"schemaVersion\": 1|\"schemaVersion\": \"1\"",
        "\"schemaVersion\": 1|\"schemaVersion\": 1.5",
        "\"schemaVersion\": 1|\"schemaVersion\": 1e999999999",
        "POOL_MISMATCH|POOL_TOO_SHINY",
        "\"state\": \"WAITING\"|\"state\": \"DREAMING\"",
        "\"since\": \"2026|\"since\": \"MMXXVI",
        "\"submission\": {|\"submission\": [], \"x\": {",
        "\"history\": [|\"history\": 1, \"x\": [",
        "\"revision\": 7|\"revision\": 99999999999",
        "{|",
      })
  void whatOnlyANewerVersionUnderstandsIsNoStatus(String change) {
    String[] fromTo = change.split("\\|", -1);
    String document = StatusJson.write(SampleStatuses.full());
    assertFalse(document.replace(fromTo[0], fromTo[1]).equals(document), change);
    assertEquals(Optional.empty(), StatusJson.read(document.replace(fromTo[0], fromTo[1])));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"schemaVersion\": 1}", "<html>"})
  void whatIsNoStatusIsNotRead(String document) {
    assertEquals(Optional.empty(), StatusJson.read(document));
  }

  @Test
  void theConsoleLinkIsThatOfTheJob() {
    assertEquals(
        Optional.of(
            "https://console.cloud.google.com/vertex-ai/locations/us-central1/training/42?project=7"),
        ConsoleLink.ofJob("projects/7/locations/us-central1/customJobs/42"));
    assertEquals(Optional.empty(), ConsoleLink.ofJob(""));
    assertEquals(Optional.empty(), ConsoleLink.ofJob("projects/7/locations/x/otherJobs/42"));
  }
}
