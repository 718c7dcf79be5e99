package dev.slipway.emulator.vertex.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of a filter.
 *
 * @param kind what it is
 * @param text as written; of a quoted string its content, unescaped
 * @param position of its first character, from 1
 * @param end position after its last character
 */
record JobFilterToken(TokenKind kind, String text, int position, int end) {

  /** What a token can be. */
  enum TokenKind {
    /** A field, a keyword or an unquoted value. */
    WORD,
    /** A value in single or double quotes. */
    STRING,
    /** A comparison. */
    OPERATOR,
    OPEN,
    CLOSE,
    /** After the last character. */
    END
  }

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_.*+-]+");
  private static final Pattern OPERATOR = Pattern.compile("!=|<=|>=|[=<>:]");
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'", Pattern.DOTALL);

  /** The whole filter, an END token last. */
  static List<JobFilterToken> all(String filter) {
    List<JobFilterToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < filter.length()) {
      Matcher space = at(SPACE, filter, at);
      if (space.lookingAt()) {
        at = space.end();
      } else {
        JobFilterToken token = next(filter, at);
        tokens.add(token);
        at = token.end() - 1;
      }
    }
    tokens.add(new JobFilterToken(TokenKind.END, "", at + 1, at + 1));
    return tokens;
  }

  /** How an error message names it. */
  String shown() {
    return kind == TokenKind.END ? "the end" : "'" + text + "'";
  }

  /** Whether it is this unquoted word. */
  boolean isWord(String word) {
    return kind == TokenKind.WORD && text.equals(word);
  }

  private static JobFilterToken next(String filter, int at) {
    char first = filter.charAt(at);
    if (first == '(' || first == ')') {
      TokenKind kind = first == '(' ? TokenKind.OPEN : TokenKind.CLOSE;
      return new JobFilterToken(kind, String.valueOf(first), at + 1, at + 2);
    }
    Matcher string = at(STRING, filter, at);
    if (string.lookingAt()) {
      String content = string.group().substring(1, string.group().length() - 1);
      String unescaped = content.replaceAll("(?s)\\\\(.)", "$1");
      return new JobFilterToken(TokenKind.STRING, unescaped, at + 1, string.end() + 1);
    }
    if (first == '"' || first == '\'') {
      throw JobFilter.error(at + 1, "the quoted string does not end");
    }
    Matcher operator = at(OPERATOR, filter, at);
    if (operator.lookingAt()) {
      return new JobFilterToken(TokenKind.OPERATOR, operator.group(), at + 1, operator.end() + 1);
    }
    Matcher word = at(WORD, filter, at);
    if (word.lookingAt()) {
      return new JobFilterToken(TokenKind.WORD, word.group(), at + 1, word.end() + 1);
    }
    String shown = new String(Character.toChars(filter.codePointAt(at)));
    throw JobFilter.error(at + 1, "'%s' is not expected".formatted(shown));
  }

  private static Matcher at(Pattern pattern, String filter, int at) {
    return pattern.matcher(filter).region(at, filter.length());
  }
}
