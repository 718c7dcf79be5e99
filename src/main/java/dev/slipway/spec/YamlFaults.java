package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Patterns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What is told of a text that is not YAML. */
final class YamlFaults {

  /** To YAML a mapping within a mapping, and never what was meant. */
  private static final Pattern BRACED = Pattern.compile("\\{\\{[^{}\n]*}}");

  private static final int LONGEST_SHOWN = 60;

  private YamlFaults() {}

  /**
   * The problem that the YAML parser had.
   *
   * @param place the path up to which the text was read
   */
  static Problem problem(YamlEngineException e, String text, String place) {
    if (e instanceof MarkedYamlEngineException marked) {
      return notYaml(marked.getProblemMark(), marked.getProblem(), text, place);
    }
    if (e instanceof ReaderException reader) {
      int end = text.offsetByCodePoints(0, reader.getPosition());
      String before = text.substring(0, end);
      return Problem.of(
          ProblemCode.NOT_YAML,
          "",
          "line",
          1 + before.chars().filter(c -> c == '\n').count(),
          "column",
          end - before.lastIndexOf('\n'),
          "why",
          "the character U+%04X is not allowed".formatted(reader.getCodePoint()));
    }
    return at(ProblemCode.NOT_YAML, Optional.empty(), "why", "unexpected text");
  }

  /** The text is not YAML at a place; where a placeholder in braces is to blame, that is told. */
  static Problem notYaml(Optional<Mark> mark, String why, String text, String place) {
    String line = mark.flatMap(m -> text.lines().skip(m.getLine()).findFirst()).orElse("");
    return PrivateSyntax.hidden(inLine(mark, why, line), place, line);
  }

  private static Problem inLine(Optional<Mark> mark, String why, String line) {
    Optional<MatchResult> braced = Patterns.find(BRACED, line);
    if (braced.isPresent()) {
      return Problem.of(
          ProblemCode.PLACEHOLDER,
          "",
          "found",
          braced.get().group(),
          "line",
          mark.map(m -> m.getLine() + 1).orElse(1));
    }
    Problem bare = at(ProblemCode.NOT_YAML, mark, "why", why);
    String found = found(line, mark.map(Mark::getColumn).orElse(0));
    if (found.isEmpty()) {
      return bare;
    }
    Map<String, String> facts = new LinkedHashMap<>(bare.facts());
    facts.put("found", found);
    return new Problem(bare.code(), bare.where(), facts);
  }

  /** The rest of a line from a column, which counts code points. */
  private static String found(String line, int column) {
    int start = line.offsetByCodePoints(0, Math.min(column, line.codePointCount(0, line.length())));
    int end = Math.min(line.length(), start + LONGEST_SHOWN);
    return line.substring(start, end).strip();
  }

  /** A problem with its line and column, and one fact more. */
  static Problem at(ProblemCode code, Optional<Mark> mark, String fact, String value) {
    return Problem.of(
        code,
        "",
        "line",
        mark.map(m -> m.getLine() + 1).orElse(1),
        "column",
        mark.map(m -> m.getColumn() + 1).orElse(1),
        fact,
        value);
  }
}
