package dev.slipway.policy;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.Paths;
import dev.slipway.text.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Single values of a policy. Each is empty, and a problem noted, when it is not what it must be.
 */
final class PolicyValues {

  /** How much of a text a message shows. */
  private static final int SHOWN = 80;

  /** What {@code function/policy.json} has in place of names: capitals, which no real name has. */
  private static final List<String> PLACEHOLDERS = List.of("PROJECT_ID", "OUTPUT_BUCKET");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

  private final List<Problem> problems;

  PolicyValues(List<Problem> problems) {
    this.problems = problems;
  }

  /** Makes a value of a text; empty when it is none. */
  interface TextReader<T> {
    Optional<T> read(String text);
  }

  Optional<Json.Obj> object(Json value, String path, String expected) {
    return value instanceof Json.Obj object ? Optional.of(object) : wrong(value, path, expected);
  }

  Optional<Boolean> truth(Json value, String path) {
    return value instanceof Json.Bool truth
        ? Optional.of(truth.value())
        : wrong(value, path, "true or false");
  }

  /** A whole number from 0 on. */
  Optional<Long> number(Json value, String path, long most) {
    return value instanceof Json.Num number
            && Patterns.matches(WHOLE_NUMBER, number.literal())
            && Long.parseLong(number.literal()) <= most
        ? Optional.of(Long.valueOf(number.literal()))
        : wrong(value, path, "a whole number from 0 to " + most);
  }

  <T> Optional<T> text(Json value, String path, String expected, TextReader<T> reader) {
    Optional<String> placeholder = placeholder(value);
    if (placeholder.isPresent()) {
      problems.add(Problem.of(ProblemCode.POLICY_PLACEHOLDER, path, "found", placeholder.get()));
      return Optional.empty();
    }
    Optional<T> read =
        value instanceof Json.Text text ? reader.read(text.value()) : Optional.empty();
    return read.isPresent() ? read : wrong(value, path, expected);
  }

  <T> Optional<List<T>> list(Json value, String path, String expected, TextReader<T> reader) {
    if (!(value instanceof Json.Arr array)) {
      return wrong(value, path, "a list");
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      text(array.items().get(i), Paths.item(path, i), expected, reader).ifPresent(read::add);
    }
    return Optional.of(List.copyOf(read));
  }

  private static Optional<String> placeholder(Json value) {
    return value instanceof Json.Text text
        ? PLACEHOLDERS.stream().filter(text.value()::contains).findFirst()
        : Optional.empty();
  }

  private <T> Optional<T> wrong(Json value, String path, String expected) {
    problems.add(
        Problem.of(
            ProblemCode.POLICY_BAD_VALUE, path, "found", shown(value), "expected", expected));
    return Optional.empty();
  }

  private static String shown(Json value) {
    if (value instanceof Json.Text text) {
      String all = text.value();
      return "\"" + (all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all) + "\"";
    }
    return value instanceof Json.Num number ? number.literal() : value.kind();
  }
}
