package dev.slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.CaseFiles;
import dev.slipway.cli.Table;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextsTest {

  private static final Path FOLDER = CaseFiles.ROOT.resolve("report");

  @Test
  void aStatusWithEverythingReadsAsAgreed() throws IOException {
    assertEquals(
        Files.readString(FOLDER.resolve("status-full.txt")), StatusText.of(SampleStatuses.full()));
  }

  @Test
  void aStatusWithNothingIsAFewLines() {
    assertEquals(
        """
        REJECTED  message key-1
          since       2026-11-21T12:00:00Z
          submission  %s
        """
            .formatted(SampleStatuses.bare().submission().id()),
        StatusText.of(SampleStatuses.bare()));
  }

  @Test
  void problemsStandUnderTheirHeading() {
    assertEquals(
        """
        Not valid:
          labels.slipway-priority: "high" is not a priority
            Write one digit from 0 to 9, in quotes. 9 goes first; without the label the priority is 0.
        """,
        StatusText.problems(
            "Not valid",
            List.of(
                Problem.of(ProblemCode.BAD_PRIORITY, "labels.slipway-priority", "found", "high"))));
  }

  @Test
  void noProblemsAreNoText() {
    assertEquals("", StatusText.problems("Not valid", List.of()));
  }

  @Test
  void columnsAreAlignedNumbersToTheRight() {
    assertEquals(
        """
        spec        replicas  state
        train.json         4  RUNNING
        a.json            12
        """,
        new Table("spec", "replicas", "state")
            .row("train.json", 4, "RUNNING")
            .row("a.json", 12, "")
            .toString());
  }

  @Test
  void aTableWithoutRowsIsItsHeader() {
    assertEquals("a  b\n", new Table("a", "b").toString());
  }

  @Test
  void aRowMustHaveACellForEachColumn() {
    assertEquals(
        "1 cells in a table of 2 columns",
        assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").row(1))
            .getMessage());
  }
}
