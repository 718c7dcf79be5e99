package dev.slipway.text;

/** Text of others, cut to a length that fits where it is shown. */
public final class Cut {

  /** What takes the place of the rest. */
  private static final String MARK = "…";

  private Cut() {}

  /**
   * The text itself, or its beginning with a mark at the end.
   *
   * @param most how many characters (UTF-16 units) it may have, the mark included; 2 or more
   */
  public static String to(int most, String text) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - MARK.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MARK;
  }
}
