package dev.slipway.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;

/**
 * JSON that people look at, in a terminal or an editor: what would be obeyed instead of shown
 * (control characters, invisible and direction-changing ones) is escaped, which changes no value.
 */
public final class ShownJson {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ShownJson() {}

  /** A document, indented, a line feed at its end. */
  public static String of(JsonElement document) {
    String json = GSON.toJson(document);
    StringBuilder shown = new StringBuilder(json.length() + 1);
    json.codePoints().forEach(character -> append(shown, character));
    return shown.append('\n').toString();
  }

  /** Gson escapes line feeds within texts: the others are those between members. */
  private static void append(StringBuilder shown, int character) {
    if (character == '\n' || SafeText.isShown(character)) {
      shown.appendCodePoint(character);
    } else {
      for (char unit : Character.toChars(character)) {
        shown.append(String.format("\\u%04x", (int) unit));
      }
    }
  }
}
