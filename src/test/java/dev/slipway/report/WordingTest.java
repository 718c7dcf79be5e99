package dev.slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.GoldenFile;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.SampleProblems.Sample;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class WordingTest {

  static List<Sample> samples() {
    return SampleProblems.all();
  }

  @Test
  void everyCodeHasWords() {
    assertEquals(EnumSet.allOf(ProblemCode.class), EnumSet.copyOf(Wording.worded()));
  }

  @Test
  void everyCodeHasASampleMessage() {
    Set<String> names = samples().stream().map(Sample::name).collect(Collectors.toSet());
    List<ProblemCode> without =
        EnumSet.allOf(ProblemCode.class).stream()
            .filter(code -> !names.contains(code.name()))
            .toList();
    assertEquals(List.of(), without, "add src/test/resources/dev/slipway/report/messages/CODE.txt");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itIsSaidAsInTheSample(Sample sample) {
    String said = Wording.line(sample.problem()) + "\n" + Wording.help(sample.problem()) + "\n";
    if (GoldenFile.isWriting()) {
      SampleProblems.write(sample, said);
    } else {
      assertEquals(sample.said(), said);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noFactGoesUnsaid(Sample sample) {
    sample
        .problem()
        .facts()
        .forEach((name, value) -> assertTrue(sample.said().contains(SafeText.one(value)), name));
  }

  @ParameterizedTest
  @EnumSource
  void aProblemWithoutItsFactsIsStillASentence(ProblemCode code) {
    Problem bare = new Problem(code, "", Map.of());
    assertFalse(Wording.line(bare).isBlank());
    assertFalse(Wording.help(bare).isBlank());
    assertFalse((Wording.line(bare) + Wording.help(bare)).matches("(?s).*[\\[\\]{}].*"));
  }

  @Test
  void whatATerminalWouldObeyIsSpelledOut() {
    Problem problem =
        Problem.of(
            ProblemCode.BAD_PRIORITY, "labels[\"\u202ea\"]", "found", "\u001b[2J\r\n{found} $1 \\");
    assertEquals(
        "labels[\"\\u202ea\"]: \"\\u001b[2J {found} $1 \\\" is not a priority",
        Wording.line(problem));
  }

  @Test
  void aFactTooLongToReadIsCut() {
    Problem problem = Problem.of(ProblemCode.BAD_PRIORITY, "", "found", "x".repeat(5000));
    assertEquals("\"" + "x".repeat(999) + "…\" is not a priority", Wording.detail(problem));
  }
}
