package dev.slipway.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Comments and typographic quotes in a text that should be JSON: what people paste from
 * documentation. Only looked for where the text is not JSON, and only outside of its strings.
 */
final class JsonSlips {

  private static final String SMART_QUOTES = "“”„‟‘’‚‛«»″′";

  /**
   * Something that stands at a place.
   *
   * @param line from 1
   * @param column from 1, in UTF-16 units
   */
  private record Slip(ProblemCode code, int line, int column, String found) {
    Problem problem() {
      return Problem.of(code, "", "line", line, "column", column, "found", found);
    }
  }

  private final String text;
  private Optional<Slip> comment = Optional.empty();
  private Optional<Slip> quotes = Optional.empty();
  private int at;

  private JsonSlips(String text) {
    this.text = text;
  }

  /** Looks through a text, up to a string that does not end in its line. */
  static JsonSlips of(String text) {
    JsonSlips slips = new JsonSlips(text);
    while (slips.at < text.length()) {
      slips.step();
    }
    return slips;
  }

  /** Whether a text begins with a quote that no syntax knows. */
  static boolean beginsWithSmartQuote(String text) {
    return !text.isEmpty() && SMART_QUOTES.indexOf(text.charAt(0)) >= 0;
  }

  /** The first of each kind, in the text's order. */
  List<Problem> problems() {
    return slips().stream().map(Slip::problem).toList();
  }

  /** Whether the first is at or before a position. */
  boolean standBefore(int line, int column) {
    return slips().stream()
        .anyMatch(slip -> slip.line < line || (slip.line == line && slip.column <= column));
  }

  private List<Slip> slips() {
    return Stream.of(comment, quotes)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingInt(Slip::line).thenComparingInt(Slip::column))
        .toList();
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '"') {
      at = endOfString();
    } else if (lengthOfComment(text, at) > 0) {
      if (comment.isEmpty()) {
        comment = Optional.of(slip(ProblemCode.COMMENT_IN_JSON, c == '#' ? 1 : 2));
      }
      at += lengthOfComment(text, at);
    } else {
      if (SMART_QUOTES.indexOf(c) >= 0 && quotes.isEmpty()) {
        quotes = Optional.of(slip(ProblemCode.SMART_QUOTES, 1));
      }
      at++;
    }
  }

  /** Behind the string that begins here; the end of the text when it does not end in its line. */
  private int endOfString() {
    for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == '"') {
        return i + 1;
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return text.length();
  }

  /**
   * How long the comment is that begins at a place: <code>//</code> or <code>#</code> to the end of
   * the line, or <code>/*</code> to its end; 0 where none does.
   */
  static int lengthOfComment(String text, int start) {
    if (text.startsWith("#", start) || text.startsWith("//", start)) {
      int end = text.indexOf('\n', start);
      return (end < 0 ? text.length() : end) - start;
    }
    if (text.startsWith("/*", start)) {
      int end = text.indexOf("*/", start + 2);
      return (end < 0 ? text.length() : end + 2) - start;
    }
    return 0;
  }

  private Slip slip(ProblemCode code, int length) {
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - text.lastIndexOf('\n', at - 1);
    return new Slip(code, line, column, text.substring(at, at + length));
  }
}
