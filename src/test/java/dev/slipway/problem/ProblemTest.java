package dev.slipway.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void aLongFactIsCutAndMarkedAsCut() {
    Problem problem = Problem.of(ProblemCode.BAD_PRIORITY, "labels", "found", "9".repeat(1_001));

    assertEquals(Map.of("found", "9".repeat(999) + "…"), problem.facts());
  }

  @Test
  void aFactOfAThousandCharactersIsWhole() {
    Problem problem = Problem.of(ProblemCode.BAD_PRIORITY, "labels", "found", "9".repeat(1_000));

    assertEquals(Map.of("found", "9".repeat(1_000)), problem.facts());
  }

  @Test
  void aLongPathIsCutAndMarkedAsCut() {
    assertEquals(
        "p".repeat(999) + "…", Problem.of(ProblemCode.EMPTY_SPEC, "p".repeat(2_000)).where());
  }

  @Test
  void aCharacterOfTwoHalvesIsCutAsAWhole() {
    String text = "9".repeat(998) + "\ud83d\ude00" + "9";

    assertEquals(
        Map.of("found", "9".repeat(998) + "…"),
        Problem.of(ProblemCode.BAD_PRIORITY, "", "found", text).facts());
  }

  @Test
  void whatIsCutStaysAsItIsWhenItIsReadAgain() {
    Problem cut =
        Problem.of(ProblemCode.BAD_PRIORITY, "p".repeat(5_000), "found", "9".repeat(5_000));

    assertEquals(cut, new Problem(cut.code(), cut.where(), cut.facts()));
  }

  @Test
  void aNameWithoutAFactIsRefused() {
    assertEquals(
        "a fact without a value: found",
        assertThrows(
                IllegalArgumentException.class,
                () -> Problem.of(ProblemCode.BAD_PRIORITY, "", "found"))
            .getMessage());
  }
}
