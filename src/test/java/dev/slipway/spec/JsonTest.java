package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void everyKindOfValueHasAName() {
    assertEquals(
        List.of("an object", "a list", "a text", "a number", "true or false", "null"),
        Stream.of(
                new Json.Obj(List.of()),
                new Json.Arr(List.of()),
                new Json.Text(""),
                new Json.Num("1"),
                new Json.Bool(true),
                new Json.Null())
            .map(Json::kind)
            .toList());
  }

  @Test
  void everyFactOfAProblemHasAValue() {
    assertEquals(
        "a fact without a value: most",
        assertThrows(
                IllegalArgumentException.class,
                () -> Problem.of(ProblemCode.SPEC_TOO_LARGE, "", "bytes", 1, "most"))
            .getMessage());
  }
}
