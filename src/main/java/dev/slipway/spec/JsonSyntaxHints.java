package dev.slipway.spec;

import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Privacy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A second look at a text that is not JSON: every place where it is something else, with what
 * stands there, and the text as it was most likely meant. Comments, words without quotes,
 * typographic and single quotes and a comma after the last item leave no doubt, so all of them are
 * reported; of the mistakes that leave one only the first is.
 */
final class JsonSyntaxHints {

  private static final String SMART_QUOTES = "“”„‟‘’‚‛«»″′";

  /** One more than are reported, so that the report says that there are more. */
  private static final int MOST = FirstProblems.MOST + 1;

  /** What is shown of a comment, which may be a page long, or of a word. */
  private static final int LONGEST_SHOWN = 60;

  private static final String NOT_IN_QUOTES = "neither in double quotes nor a value of JSON";

  /**
   * A list or an object that is open.
   *
   * @param bracket that opened it
   * @param privacy of what it holds
   */
  private record Open(char bracket, Privacy privacy) {}

  private final String text;
  private final StringBuilder meant;
  private final List<Problem> problems = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * What must come: a value {@code v}, a name {@code n}, a colon, or a comma or closing bracket.
   */
  private char expected = 'v';

  private boolean mayClose;

  /** Of the place up to which the text was read: of the last name and what is behind it. */
  private Privacy here = Privacy.SHOWN;

  /** Whether a private value has no clear end: what follows it may belong to it. */
  private boolean isEndless;

  private int lastComma = -1;
  private Optional<Problem> afterLast = Optional.empty();
  private boolean isLost;
  private int at;
  private int line = 1;
  private int lineStart;

  private JsonSyntaxHints(String text) {
    this.text = text;
    this.meant = new StringBuilder(text.length());
  }

  /** Looks through a text, up to a string that does not end in its line. */
  static JsonSyntaxHints of(String text) {
    JsonSyntaxHints slips = new JsonSyntaxHints(text);
    while (slips.at < text.length() && slips.problems.size() < MOST) {
      slips.step();
    }
    slips.end();
    return slips;
  }

  /** Whether a text begins with a quote that no syntax knows. */
  static boolean beginsWithSmartQuote(String text) {
    return !text.isEmpty() && SMART_QUOTES.indexOf(text.charAt(0)) >= 0;
  }

  /** Everything that was seen, in the text's order. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The text as JSON; empty where something leaves a doubt about what is meant. */
  Optional<String> meant() {
    return isLost ? Optional.empty() : Optional.of(meant.toString());
  }

  private void step() {
    char c = text.charAt(at);
    int comment = lengthOfComment(text, at);
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      replace(1, text.substring(at, at + 1));
    } else if (comment > 0) {
      report(ProblemCode.COMMENT_IN_JSON, shownOfComment(comment));
      replace(comment, "");
    } else if ("{}[],:".indexOf(c) >= 0 && JsonWords.lengthInBraces(text, at) == 0) {
      mark(c);
    } else if (c == '"') {
      string();
    } else if (SMART_QUOTES.indexOf(c) >= 0) {
      quoted(ProblemCode.SMART_QUOTES, text.substring(at, at + 1));
    } else if (c == '\'') {
      quoted(ProblemCode.NOT_JSON, "single quotes");
    } else {
      word();
    }
  }

  private void mark(char c) {
    boolean fits =
        switch (c) {
          case '{', '[' -> expected == 'v';
          case '}', ']' -> isOpenedBy(c == '}' ? '{' : '[') && (expected == ',' || mayClose);
          case ',' -> expected == ',' && !open.isEmpty();
          default -> expected == ':';
        };
    if (!fits) {
      lose();
    } else if (c == '{' || c == '[') {
      open.push(new Open(c, here));
      expected = c == '{' ? 'n' : 'v';
      lastComma = -1;
    } else if (c == ',') {
      expected = isOpenedBy('{') ? 'n' : 'v';
      here = isEndless ? here : inside();
      lastComma = meant.length();
      afterLast = Optional.of(notJson("a comma after the last item", ","));
    } else if (c == ':') {
      expected = 'v';
    } else {
      close();
    }
    mayClose = fits && "{[,".indexOf(c) >= 0;
    replace(1, String.valueOf(c));
  }

  private void close() {
    if (expected != ',' && lastComma >= 0) {
      afterLast.ifPresent(this::report);
      meant.setCharAt(lastComma, ' ');
    }
    here = open.pop().privacy();
    isEndless = false;
    valueTaken();
  }

  /** Of what is in the innermost list or object. */
  private Privacy inside() {
    return open.isEmpty() ? Privacy.SHOWN : open.element().privacy();
  }

  private boolean isOpenedBy(char bracket) {
    return !open.isEmpty() && open.element().bracket() == bracket;
  }

  /** A string of JSON; one that does not end in its line leaves everything behind it in doubt. */
  private void string() {
    int end = JsonWords.endOfString(text, at, '"');
    int wrong = end < 0 ? -1 : JsonWords.wrongInString(text, at + 1, end);
    if (end < 0) {
      report(notJson("a text that does not end in its line", ""));
      isLost = true;
      replace(text.length() - at, "");
    } else if (wrong >= 0) {
      report(notJson("not allowed in a text", shownOfEscape(JsonWords.escapeAt(text, wrong))));
      isLost = true;
      replace(end + 1 - at, "");
    } else {
      isEndless = isEndless && expected != 'n';
      taken(text.substring(at + 1, end));
      replace(end + 1 - at, text.substring(at, end + 1));
    }
  }

  /** A string in quotes that are none: up to the same kind of quote in the same line. */
  private void quoted(ProblemCode code, String found) {
    int end = JsonWords.endOfOtherString(text, at, SMART_QUOTES);
    if (code == ProblemCode.NOT_JSON) {
      report(notJson("a text in " + found, shown(end - at)));
    } else if (problems.stream().noneMatch(known -> known.code() == code)) {
      report(code, found); // All come from one program, and one remedy helps against all.
    }
    String content = text.substring(at + 1, Math.max(at + 1, end - 1));
    isEndless |= isHidden() && JsonWords.isOpen(text, at, end, SMART_QUOTES);
    taken(content);
    replace(end - at, JsonWords.quoted(content));
  }

  private void word() {
    int length = JsonWords.length(text, at, SMART_QUOTES);
    String word = text.substring(at, at + length);
    if (expected == 'v' && JsonWords.isValue(word)) {
      taken(word);
      replace(length, word);
      return;
    }
    String placeholders = expected == 'v' && !isHidden() ? Placeholders.in(word) : "";
    if (!placeholders.isEmpty()) {
      report(Problem.of(ProblemCode.PLACEHOLDER, "", "found", placeholders, "line", line));
    } else if (!isLost && (expected == 'v' || expected == 'n')) {
      report(notJson(NOT_IN_QUOTES, shown(length)));
      isLost = open.isEmpty(); // What begins so is not nearly JSON.
    }
    isEndless |= isHidden() && expected == 'v';
    taken(word);
    replace(length, JsonWords.quoted(word));
  }

  /** A name or a value has come. */
  private void taken(String content) {
    if (expected == 'n') {
      here = isEndless ? here : inside().below(content);
      expected = ':';
    } else if (expected == 'v') {
      valueTaken();
    } else {
      lose();
    }
    mayClose = false;
  }

  private void valueTaken() {
    expected = ',';
    lastComma = -1;
  }

  /** Nothing behind this can be understood; what leaves no doubt is still looked for. */
  private void lose() {
    if (!isLost && problems.stream().noneMatch(known -> isHere(known))) {
      report(notJson(why(), shown(lengthHere())));
    }
    isLost = true;
    expected = 'v';
    open.clear();
  }

  private boolean isHere(Problem known) {
    return String.valueOf(line).equals(known.facts().get("line"))
        && String.valueOf(column()).equals(known.facts().get("column"));
  }

  private int lengthHere() {
    char c = text.charAt(at);
    return c == '"'
        ? JsonWords.endOfString(text, at, c) + 1 - at
        : "{}[],:".indexOf(c) >= 0 ? 1 : JsonWords.length(text, at, SMART_QUOTES);
  }

  private String why() {
    if (open.isEmpty()) {
      return expected == ',' ? "text after the end" : "a value expected";
    }
    return switch (expected) {
      case 'n' -> "a name in double quotes expected";
      case ':' -> "a colon expected";
      case 'v' -> "a value expected";
      default -> "a comma or a closing bracket expected";
    };
  }

  private void end() {
    if (!isLost && (!open.isEmpty() || expected != ',')) {
      report(notJson("the text ends too early", ""));
      isLost = true;
    }
  }

  /** Goes on behind so many characters, for which others are meant. */
  private void replace(int length, String other) {
    for (int i = at; i < at + length; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    meant.append(other);
    at += length;
  }

  private boolean isHidden() {
    return isLost || here == Privacy.HIDDEN;
  }

  private int column() {
    return at - lineStart + 1;
  }

  private String shown(int length) {
    String found = text.substring(at, at + length);
    return isHidden() || PrivateSyntax.namesOneAndMore(found)
        ? PrivateSyntax.kind(found)
        : found.substring(0, Math.min(length, LONGEST_SHOWN)).strip();
  }

  /** What was commented out may have private values, which no name leads to. */
  private String shownOfComment(int length) {
    String found = text.substring(at, at + length);
    return isHidden() || PrivateSyntax.namesOne(found) || JsonWords.isLikeCode(found)
        ? found.substring(0, found.startsWith("#") ? 1 : 2)
        : shown(length);
  }

  private String shownOfEscape(String escape) {
    return isHidden() && escape.startsWith("\\")
        ? escape.substring(0, Math.min(2, escape.length()))
        : escape;
  }

  private Problem notJson(String why, String found) {
    return found.isEmpty()
        ? Problem.of(ProblemCode.NOT_JSON, "", "line", line, "column", column(), "why", why)
        : Problem.of(
            ProblemCode.NOT_JSON, "", "line", line, "column", column(), "why", why, "found", found);
  }

  private Problem problem(ProblemCode code, String found) {
    return Problem.of(code, "", "line", line, "column", column(), "found", found);
  }

  private void report(ProblemCode code, String found) {
    report(problem(code, found));
  }

  private void report(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    }
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
}
