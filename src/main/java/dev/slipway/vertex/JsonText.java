package dev.slipway.vertex;

import com.google.gson.stream.JsonWriter;
import dev.slipway.spec.Json;
import dev.slipway.spec.PrivateValues;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A JSON tree as text again, number literals as they were written. */
final class JsonText {

  /** How much of a value a message shows, in UTF-16 units. */
  private static final int SHOWN = 80;

  private JsonText() {}

  /** The whole value on one line. */
  static String of(Json value) {
    StringWriter text = new StringWriter();
    try {
      write(value, new JsonWriter(text));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  /**
   * The value for a message: as JSON, so that {@code 3600} and {@code "3600"} differ, short, and
   * without what is private within.
   */
  static String shown(Json value) {
    return shown(of(PrivateValues.without(value)));
  }

  /** The value for a message that puts it in quotes itself. */
  static String plain(Json value) {
    return value instanceof Json.Text text ? shown(text.value()) : shown(value);
  }

  /** The beginning of a text that may be long. */
  static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }

  private static void write(Json value, JsonWriter out) throws IOException {
    if (value instanceof Json.Obj object) {
      out.beginObject();
      for (Json.Member member : object.members()) {
        out.name(member.name());
        write(member.value(), out);
      }
      out.endObject();
    } else if (value instanceof Json.Arr array) {
      out.beginArray();
      for (Json item : array.items()) {
        write(item, out);
      }
      out.endArray();
    } else {
      writeLeaf(value, out);
    }
  }

  private static void writeLeaf(Json value, JsonWriter out) throws IOException {
    if (value instanceof Json.Text text) {
      out.value(text.value());
    } else if (value instanceof Json.Num number) {
      out.jsonValue(number.literal());
    } else if (value instanceof Json.Bool bool) {
      out.value(bool.value());
    } else {
      out.nullValue();
    }
  }
}
