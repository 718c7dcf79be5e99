package dev.slipway.vertex.schema;

import dev.slipway.spec.Json;
import dev.slipway.spec.JsonWriting;
import dev.slipway.spec.PrivateValues;

/** A JSON tree as the text that problems and requests need. */
public final class JsonText {

  /** How much of a value a message shows, in UTF-16 units. */
  private static final int SHOWN = 80;

  private JsonText() {}

  /** The whole value on one line. */
  public static String of(Json value) {
    return JsonWriting.line(value);
  }

  /**
   * The value for a message: as JSON, so that {@code 3600} and {@code "3600"} differ, short, and
   * without what is private within.
   */
  public static String shown(Json value) {
    return shown(of(PrivateValues.without(value)));
  }

  /** The value for a message that puts it in quotes itself. */
  static String plain(Json value) {
    return value instanceof Json.Text text ? shown(text.value()) : shown(value);
  }

  /** The beginning of a text that may be long. */
  public static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }
}
