package dev.slipway.report;

/** Texts of others, made fit to stand in a line that people read. */
public final class SafeText {

  /** The most characters of a foreign text that are shown. */
  private static final int LONGEST = 1000;

  private SafeText() {}

  /**
   * A text in one line: white space becomes a blank, and what a terminal would obey instead of show
   * (control characters, invisible and direction-changing ones, halves of surrogate pairs) is
   * spelled out.
   */
  public static String one(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(character -> append(line, character));
    return line.toString();
  }

  /** A text in one line; one that is too long to read ends in dots. */
  public static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? one(text)
        : one(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…";
  }

  private static void append(StringBuilder line, int character) {
    if (character == '\t' || character == '\n') {
      line.append(' ');
    } else if (isShown(character)) {
      line.appendCodePoint(character);
    } else if (character != '\r') {
      line.append(String.format(character > 0xffff ? "\\U%08x" : "\\u%04x", character));
    }
  }

  /** Whether a terminal shows a character and does nothing else. */
  static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
