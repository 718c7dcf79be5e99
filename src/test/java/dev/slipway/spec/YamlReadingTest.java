package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YamlReadingTest {

  private static final Json ONE = object("a", new Json.Num("1"));

  @Test
  void yaml12AndLaterMayBeAskedFor() {
    assertEquals(tree(ONE), YamlReading.read("%YAML 1.2\n---\na: 1\n"));
    assertEquals(tree(ONE), YamlReading.read("%YAML 1.3\n---\na: 1\n"));
    assertEquals(
        Tree.unreadable(
            Problem.of(
                ProblemCode.NOT_YAML,
                "",
                "line",
                1,
                "column",
                1,
                "why",
                "YAML 1.1 asked for, where yes and 012 mean something else",
                "found",
                "%YAML 1.1")),
        YamlReading.read("%YAML 1.1\n---\na: 1\n"));
  }

  @Test
  void anAliasMayStandForAName() {
    assertEquals(tree(object("name", new Json.Text("name"))), YamlReading.read("&n name: *n\n"));
  }

  @Test
  void wholeNumbersOfUpToAHundredDigitsAreNumbers() {
    assertEquals(
        List.of(new Json.Num("1"), new Json.Num("8"), new Json.Text("0x" + "0".repeat(100) + "1")),
        Stream.of("0x" + "0".repeat(99) + "1", "0o10", "0x" + "0".repeat(100) + "1")
            .map(YamlScalars::of)
            .toList());
  }

  private static Json object(String name, Json value) {
    return new Json.Obj(List.of(new Json.Member(name, value)));
  }

  private static Tree tree(Json root) {
    return new Tree(Optional.of(root), List.of());
  }
}
