package dev.slipway.spec;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a JSON tree as text again, number literals as they were written. */
public final class JsonWriting {

  private static final String INDENT = "  ";

  private JsonWriting() {}

  /** The whole value on one line. */
  public static String line(Json value) {
    return text(value, "");
  }

  /** The whole value, each member and item on a line of its own. */
  public static String indented(Json value) {
    return text(value, INDENT);
  }

  private static String text(Json value, String indent) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setIndent(indent);
    try {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void write(Json value, JsonWriter out) throws IOException {
    if (value instanceof Json.Obj object) {
      out.beginObject();
      for (Json.Member member : object.members()) {
        out.name(member.name());
        write(member.value(), out);
      }
      out.endObject();
    } else if (value instanceof Json.Arr list) {
      out.beginArray();
      for (Json item : list.items()) {
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
    } else if (value instanceof Json.Bool flag) {
      out.value(flag.value());
    } else {
      out.nullValue();
    }
  }
}
