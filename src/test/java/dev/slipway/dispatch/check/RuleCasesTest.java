package dev.slipway.dispatch.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule has a case that breaks it and a case that keeps it: {@code rules.txt} names both. Who
 * keeps it must hold what the rule looks at, or it would be no case of this rule. That the cases
 * are told what they say, the tests of their folders hold.
 */
class RuleCasesTest {

  private static final String ADD = "add it to " + ShownRule.LIST;

  static List<ShownRule> rules() throws IOException {
    return ShownRule.all().stream().filter(rule -> rule.happens().isEmpty()).toList();
  }

  static List<ShownRule> happenings() throws IOException {
    return ShownRule.all().stream().filter(rule -> !rule.happens().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aCaseBreaksIt(ShownRule rule) throws IOException {
    assertFalse(rule.fails().isEmpty());
    for (String name : rule.fails()) {
      if (isSentence(name)) {
        List<String> told = ShownCase.of(name).told();
        assertTrue(told.stream().anyMatch(rule::isTold), () -> name + " is told only " + told);
      } else {
        assertTrue(method(name).contains(rule.code()), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aCaseKeepsIt(ShownRule rule) throws IOException {
    assertFalse(rule.passes().isEmpty());
    for (String name : rule.passes()) {
      if (isSentence(name)) {
        ShownCase shown = ShownCase.of(name);
        assertEquals(List.of(), shown.told().stream().filter(rule::isTold).toList(), name);
        assertFalse(rule.having().isEmpty());
        assertEquals(
            List.of(), rule.having().stream().filter(field -> !shown.has(field)).toList(), name);
      } else {
        assertFalse(method(name).isEmpty() || method(name).contains(rule.code()), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("happenings")
  void aTestHasItHappen(ShownRule happening) throws IOException {
    for (String name : happening.happens()) {
      assertFalse(method(name).isEmpty(), name);
      assertTrue(source(name).contains("ProblemCode." + happening.code()), name);
    }
  }

  @Test
  void everyCodeIsARuleOrHappens() throws IOException {
    Set<ProblemCode> left = EnumSet.allOf(ProblemCode.class);
    ShownRule.all().forEach(rule -> left.remove(ProblemCode.valueOf(rule.code())));
    assertEquals(Set.of(), left, ADD);
  }

  /** One code may be that of many rules, which differ by what they look at. */
  @Test
  void whateverACaseIsToldIsARule() throws IOException {
    List<ShownRule> rules = ShownRule.all();
    List<String> unknown = new ArrayList<>();
    for (String name : ShownCase.names()) {
      ShownCase.of(name).told().stream()
          .filter(told -> rules.stream().noneMatch(rule -> rule.isTold(told)))
          .map(told -> told + " in " + name)
          .forEach(unknown::add);
    }
    assertEquals(List.of(), unknown, ADD);
  }

  /** A case that is too large for a file is a test: {@code Class.method}. */
  private static boolean isSentence(String name) {
    return name.matches("[a-z]+(/[a-z]+)+/\\w+(-[\\w]+){2,}(#[\\w-]+)?");
  }

  /** What a test does, named {@code Class.method}; empty when there is no such test. */
  private static String method(String name) throws IOException {
    String text = source(name);
    int start = text.indexOf("  void " + name.replaceFirst(".*\\.", "") + "(");
    return start < 0 ? "" : text.substring(start, text.indexOf("\n  }\n", start));
  }

  private static String source(String name) throws IOException {
    String file = name.replaceFirst("\\..*", ".java");
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      Path source = sources.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
      return Files.readString(source);
    }
  }
}
