package dev.slipway.spec;

/** The form in which texts are sent and kept. */
public final class Utf8 {

  private Utf8() {}

  /** Whether a text has that form: half a surrogate pair has none, and would become a "?". */
  public static boolean canEncode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
