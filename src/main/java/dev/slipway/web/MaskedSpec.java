package dev.slipway.web;

import com.google.gson.stream.JsonWriter;
import dev.slipway.spec.Json;
import dev.slipway.spec.PrivateValues;
import dev.slipway.spec.SpecParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A spec for those who did not ask for the values of its environment variables: as JSON, whatever
 * it was written as, since only what was read tells values from the rest.
 */
final class MaskedSpec {

  /** In an address: {@code env=show} asks for the text as uploaded. */
  static final String PARAMETER = "env";

  private static final String SHOW = "show";

  private MaskedSpec() {}

  /** Whether a request asks for the text as uploaded. */
  static boolean isAskedFor(Query query) {
    return query.get(PARAMETER).equals(SHOW);
  }

  /** The same request, asking for the text as uploaded. */
  static Query asking(Query query) {
    return query.with(PARAMETER, SHOW);
  }

  /** The spec without those values; empty when it cannot be read. */
  static Optional<String> of(String spec) {
    return SpecParser.parseTree(spec.getBytes(StandardCharsets.UTF_8))
        .root()
        .map(PrivateValues::withoutEnvironment)
        .map(MaskedSpec::text);
  }

  private static String text(Json value) {
    StringWriter text = new StringWriter();
    JsonWriter out = new JsonWriter(text);
    out.setIndent("  ");
    try {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text + "\n";
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
    } else if (value instanceof Json.Text text) {
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
