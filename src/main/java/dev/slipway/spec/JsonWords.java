package dev.slipway.spec;

import java.util.Set;

/** The parts of a text that is nearly JSON: words, numbers and what is in quotes. */
final class JsonWords {

  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  /** A placeholder in braces that is longer is none. */
  private static final int LONGEST_IN_BRACES = 200;

  /** Of an escape with four hexadecimal digits. */
  private static final int LONG_ESCAPE = 6;

  private JsonWords() {}

  /** Whether a word is a value by itself: a number as JSON writes it, true, false or null. */
  static boolean isValue(String word) {
    return LITERALS.contains(word) || isNumber(word);
  }

  private static boolean isNumber(String word) {
    int at = word.startsWith("-") ? 1 : 0;
    int whole = digits(word, at);
    if (whole == at || (word.charAt(at) == '0' && whole > at + 1)) {
      return false;
    }
    at = whole;
    if (at < word.length() && word.charAt(at) == '.') {
      int fraction = digits(word, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < word.length() && (word.charAt(at) == 'e' || word.charAt(at) == 'E')) {
      boolean signed = at + 1 < word.length() && "+-".indexOf(word.charAt(at + 1)) >= 0;
      int start = signed ? at + 2 : at + 1;
      int exponent = digits(word, start);
      if (exponent == start) {
        return false;
      }
      at = exponent;
    }
    return at == word.length();
  }

  /** Behind the digits that begin at a place. */
  private static int digits(String word, int start) {
    int at = start;
    while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /**
   * How long the word is that begins at a place: up to white space, a mark of JSON, a quote or a
   * comment, but with placeholders in braces whole.
   */
  static int length(String text, int start, String otherQuotes) {
    int at = start;
    while (at < text.length()) {
      int braces = lengthInBraces(text, at);
      if (braces == 0 && at > start && ends(text, at, otherQuotes)) {
        break;
      }
      at += Math.max(1, braces);
    }
    return at - start;
  }

  private static boolean ends(String text, int at, String otherQuotes) {
    char c = text.charAt(at);
    return Character.isWhitespace(c)
        || "{}[],:\"".indexOf(c) >= 0
        || otherQuotes.indexOf(c) >= 0
        || JsonSyntaxHints.lengthOfComment(text, at) > 0;
  }

  /** The length of <code>{{ x }}</code> or <code>${x}</code> at a place; 0 where there is none. */
  static int lengthInBraces(String text, int start) {
    String close = text.startsWith("{{", start) ? "}}" : text.startsWith("${", start) ? "}" : "";
    if (close.isEmpty()) {
      return 0;
    }
    int most = Math.min(text.length(), start + LONGEST_IN_BRACES);
    for (int at = start + 2; at < most; at++) {
      if (text.startsWith(close, at)) {
        return at + close.length() - start;
      }
      if ("{\"\n".indexOf(text.charAt(at)) >= 0) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * The closing quote of the string that begins at a place; -1 when it does not end in its line.
   */
  static int endOfString(String text, int start, char quote) {
    for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == quote) {
        return i;
      }
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** Behind the string in other quotes that begins at a place, which ends with its line at last. */
  static int endOfOtherString(String text, int start, String otherQuotes) {
    boolean isSingle = text.charAt(start) == '\'';
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      if (isSingle ? c == '\'' : otherQuotes.indexOf(c) >= 0) {
        return at;
      }
    }
    return at;
  }

  /** Whether the string in other quotes from a place to another lacks its closing quote. */
  static boolean isOpen(String text, int start, int end, String otherQuotes) {
    char last = text.charAt(end - 1);
    return end - start == 1 || (last != '\'' && otherQuotes.indexOf(last) < 0);
  }

  /** Whether a comment may be a part of a document, and not a remark. */
  static boolean isLikeCode(String comment) {
    String text = comment.strip();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isMark =
          "\"={}[]".indexOf(c) >= 0
              || (c == ':' && i + 1 < text.length())
              || (c == '\'' && !Character.isLetter(text.charAt(Math.max(0, i - 1))))
              || text.startsWith("--", i);
      if (isMark) {
        return true;
      }
    }
    return false;
  }

  /** The first escape or character that JSON's strings do not have; -1 for none. */
  static int wrongInString(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        return i;
      }
      if (c == '\\') {
        if (!isEscape(text, i, end)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean isEscape(String text, int at, int end) {
    if (at + 1 >= end) {
      return false;
    }
    if (text.charAt(at + 1) != 'u') {
      return "\"\\/bfnrt".indexOf(text.charAt(at + 1)) >= 0;
    }
    return at + LONG_ESCAPE <= end
        && text.substring(at + 2, at + LONG_ESCAPE)
            .chars()
            .allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  /** What is wrong in a string, for people: an escape, or the number of a control character. */
  static String escapeAt(String text, int at) {
    char c = text.charAt(at);
    if (c != '\\') {
      return "U+%04X".formatted((int) c);
    }
    int length = text.startsWith("u", at + 1) ? LONG_ESCAPE : 2;
    return text.substring(at, Math.min(text.length(), at + length)).strip();
  }

  /** A string of JSON. */
  static String quoted(String content) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
