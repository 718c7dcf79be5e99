package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSlipsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'#a\nb', 0, 2",
        "'#a', 0, 2",
        "'//a\nb', 0, 3",
        "'\n//a\nb', 1, 3",
        "'x/*a*/y', 1, 5",
        "'x/*a', 1, 3",
        "'x/*/', 1, 3",
        "'a#', 0, 0",
        "'/a', 0, 0",
      })
  void aCommentEndsWithItsLineOrAtItsMark(String text, int start, int length) {
    assertEquals(length, JsonSlips.lengthOfComment(text, start));
  }

  @Test
  void theFirstCommentAndTheFirstQuoteAreToldInTheOrderOfTheText() {
    assertEquals(
        List.of(
            Problem.of(ProblemCode.SMART_QUOTES, "", "line", 1, "column", 1, "found", "“"),
            Problem.of(ProblemCode.COMMENT_IN_JSON, "", "line", 2, "column", 2, "found", "//")),
        JsonSlips.of("“\n //x\n#y\n”").problems());
  }

  @Test
  void whatStandsInAStringIsNoSlip() {
    assertEquals(
        List.of(Problem.of(ProblemCode.COMMENT_IN_JSON, "", "line", 1, "column", 11, "found", "#")),
        JsonSlips.of("\"“\\\"# //\" #").problems());
  }

  @Test
  void nothingIsLookedForBehindAStringThatDoesNotEndInItsLine() {
    assertEquals(List.of(), JsonSlips.of("\"a\n# b").problems());
  }

  @ParameterizedTest
  @CsvSource({"2, 3, true", "2, 4, true", "3, 1, true", "2, 2, false", "1, 9, false"})
  void aSlipStandsBeforeWhatFollowsIt(int line, int column, boolean before) {
    assertEquals(before, JsonSlips.of("\n  # at line 2, column 3").standBefore(line, column));
  }

  @Test
  void aCommentThatBeginsItsLineIsInColumnOne() {
    assertEquals(
        List.of(Problem.of(ProblemCode.COMMENT_IN_JSON, "", "line", 2, "column", 1, "found", "#")),
        JsonSlips.of("\n#\n").problems());
  }
}
