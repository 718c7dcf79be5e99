package dev.slipway.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much one document may hold, as JSON and, behind {@code ---}, as YAML. */
class TreeBoundsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void twentyThousandValuesAreRead(String before) {
    assertEquals(List.of(), read(before + lists(19_995)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void oneValueMoreThanTwentyThousandIsNotRead(String before) {
    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_TOO_MANY_VALUES, "[3][4998]", "most", 20_000)),
        read(before + lists(19_996)));
  }

  /** One list with four lists within that have so many items together. */
  private static String lists(int items) {
    return IntStream.range(0, 4)
        .mapToObj(i -> items(items / 4 + (i < items % 4 ? 1 : 0)))
        .collect(Collectors.joining(",", "[", "]"))
        .replace("[],", "");
  }

  private static String items(int count) {
    return IntStream.range(0, count).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void anAliasCountsAsItsCopy() {
    String anchored = "a: &a " + items(999).replace(",", ", ") + "\n";
    String aliases = Stream.generate(() -> "*a").limit(20).collect(Collectors.joining(", "));

    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_TOO_MANY_VALUES, "b[18]", "most", 20_000)),
        read(anchored + "b: [" + aliases + "]\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void aThousandMembersAreRead(String before) {
    assertEquals(List.of(), read(before + members(1_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void anObjectHasAtMostAThousandMembers(String before) {
    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_TOO_MANY_MEMBERS, "", "most", 1_000)),
        read(before + members(1_001)));
  }

  private static String members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\": 1")
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void aRepeatedNameCountsAsOftenAsItIsWritten(String before) {
    String members =
        Stream.generate(() -> "\"a\": 1").limit(1_001).collect(Collectors.joining(", "));

    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_TOO_MANY_MEMBERS, "", "most", 1_000)),
        read(before + "{" + members + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void fiveThousandItemsAreRead(String before) {
    assertEquals(List.of(), read(before + "{\"a\": " + items(5_000) + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void aListHasAtMostFiveThousandItems(String before) {
    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_TOO_MANY_ITEMS, "a", "most", 5_000)),
        read(before + "{\"a\": " + items(5_001) + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void aNameOfAThousandCharactersIsRead(String before) {
    assertEquals(List.of(), read(before + "{\"" + "n".repeat(1_000) + "\": 1}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- "})
  void aNameHasAtMostAThousandCharacters(String before) {
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.SPEC_NAME_TOO_LONG,
                "a",
                "found",
                "n".repeat(100) + "…",
                "length",
                1_001,
                "most",
                1_000)),
        read(before + "{\"a\": {\"" + "n".repeat(1_001) + "\": 1}}"));
  }

  private static List<Problem> read(String text) {
    return SpecParser.parseTree(text.getBytes(UTF_8)).problems();
  }
}
