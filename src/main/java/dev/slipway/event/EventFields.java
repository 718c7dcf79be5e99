package dev.slipway.event;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of an event's data. What is not as it must be is an {@link IllegalArgumentException}
 * whose message names the field.
 */
final class EventFields {

  private final String path;
  private final JsonObject json;

  private EventFields(String path, JsonElement json) {
    if (!(json instanceof JsonObject object)) {
      throw new IllegalArgumentException(path + " is not an object");
    }
    this.path = path;
    this.json = object;
  }

  /** Reads an event's data. */
  static EventFields parse(byte[] data) {
    if (data.length == 0) {
      throw new IllegalArgumentException("the event has no data");
    }
    return parse("data", data);
  }

  /**
   * Reads a document.
   *
   * @param path what messages call it
   */
  static EventFields parse(String path, byte[] data) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      return new EventFields(path, JsonParser.parseReader(reader));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(path + " is not UTF-8", e);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(path + " is not JSON", e);
    }
  }

  /** Whether there is such a field, other than {@code null}. */
  boolean has(String name) {
    return json.has(name) && !json.get(name).isJsonNull();
  }

  /** An object. */
  EventFields object(String name) {
    return new EventFields(path(name), required(name));
  }

  /** A text that is not empty, or a number as it is written: some senders print long ones so. */
  String text(String name) {
    if (required(name) instanceof JsonPrimitive value && !value.isBoolean()) {
      if (value.getAsString().isEmpty()) {
        throw new IllegalArgumentException(path(name) + " is empty");
      }
      return value.getAsString();
    }
    throw new IllegalArgumentException(path(name) + " is not a text");
  }

  /** Any value, as JSON; empty when absent. */
  String json(String name) {
    return has(name) ? json.get(name).toString() : "";
  }

  /** An object whose fields all are texts; empty when absent. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (has(name)) {
      EventFields fields = object(name);
      for (Map.Entry<String, JsonElement> field : fields.json.entrySet()) {
        if (!(field.getValue() instanceof JsonPrimitive value && value.isString())) {
          throw new IllegalArgumentException(fields.path(field.getKey()) + " is not a text");
        }
        texts.put(field.getKey(), value.getAsString());
      }
    }
    return texts;
  }

  /** The error of a field that is not there. */
  IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(path(name) + " is missing");
  }

  private JsonElement required(String name) {
    if (!has(name)) {
      throw missing(name);
    }
    return json.get(name);
  }

  private String path(String name) {
    return path + "." + name;
  }
}
