package dev.slipway.spec;

/** The form in which texts are sent and kept. */
public final class Utf8 {

  private Utf8() {}

  /** Whether a text has that form: half a surrogate pair has none, and would become a "?". */
  public static boolean canEncode(String text) {
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return false;
      }
    }
    return true;
  }
}
