package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  @ParameterizedTest
  @ValueSource(strings = {"{{x}}", "${x}", "$AA", "$ZZ", "<my project>", "REGION"})
  void whatSomethingShouldHaveFilledInIsTold(String text) {
    Json document = object("network", new Json.Text("projects/p/" + text));
    assertEquals(
        List.of(Problem.of(ProblemCode.PLACEHOLDER, "network", "found", text)),
        Placeholders.in(document).errors());
  }

  @Test
  void whatAContainerReadsItselfMayHoldThoseOfItsOwnShell() {
    Json texts =
        new Json.Arr(List.of(new Json.Text("$HOME ${x} <x>"), new Json.Text("{{$.inputs['x']}}")));
    for (String name : List.of("command", "args", "env")) {
      assertEquals(
          List.of(Problem.of(ProblemCode.PLACEHOLDER, name + "[1]", "found", "{{$.inputs['x']}}")),
          Placeholders.in(object(name, texts)).errors());
    }
  }

  private static Json object(String name, Json value) {
    return new Json.Obj(List.of(new Json.Member(name, value)));
  }
}
