package dev.slipway.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The fields of a JSON object. What is absent is an empty text or list, and is written as nothing.
 * Reading a field of another kind than it should be throws {@link IllegalArgumentException}.
 */
public final class Fields {

  private final JsonObject json;

  private Fields(JsonObject json) {
    this.json = json;
  }

  /**
   * The fields of a document.
   *
   * @throws IllegalArgumentException when it is no JSON object
   */
  static Fields parse(String document) {
    try {
      return of(JsonParser.parseString(document));
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static Fields of(JsonElement element) {
    if (element instanceof JsonObject object) {
      return new Fields(object);
    }
    throw new IllegalArgumentException("not an object: " + element);
  }

  /** Adds a text unless it is empty. */
  public static void text(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.addProperty(name, value);
    }
  }

  /** Adds a list unless it is empty. */
  static <T> void list(
      JsonObject json, String name, List<T> values, Function<T, JsonObject> write) {
    if (!values.isEmpty()) {
      JsonArray array = new JsonArray(values.size());
      values.stream().map(write).forEach(array::add);
      json.add(name, array);
    }
  }

  boolean has(String name) {
    return json.has(name);
  }

  Set<String> names() {
    return json.keySet();
  }

  /** A text; empty when absent. */
  public String text(String name) {
    if (!has(name)) {
      return "";
    }
    if (json.get(name) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new IllegalArgumentException(name + " is not a text");
  }

  /** A whole number; it must be there. */
  long number(String name) {
    if (json.get(name) instanceof JsonPrimitive value && value.isNumber()) {
      try {
        return new BigDecimal(value.getAsString()).longValueExact();
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(name + " is not a whole number", e);
      }
    }
    throw new IllegalArgumentException(name + " is not a number");
  }

  /** A whole number that is an {@code int}; it must be there. */
  int count(String name) {
    long number = number(name);
    if (number != (int) number) {
      throw new IllegalArgumentException(name + " is too large");
    }
    return (int) number;
  }

  /** A point in time in RFC 3339; it must be there. */
  Instant time(String name) {
    return Instant.parse(text(name));
  }

  /** An object; it must be there. */
  Fields object(String name) {
    return has(name) ? of(json.get(name)) : of(new JsonArray());
  }

  /** A list of objects; empty when absent. */
  <T> List<T> list(String name, Function<Fields, T> read) {
    if (!has(name)) {
      return List.of();
    }
    if (json.get(name) instanceof JsonArray array) {
      return StreamSupport.stream(array.spliterator(), false).map(Fields::of).map(read).toList();
    }
    throw new IllegalArgumentException(name + " is not a list");
  }
}
