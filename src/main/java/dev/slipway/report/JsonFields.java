package dev.slipway.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a JSON object, each asked for by name and kind. A text or list that is absent is
 * empty, and is written as nothing. What is of another kind than asked for is refused, by an
 * exception of the caller's choice.
 */
public final class JsonFields {

  private final JsonObject object;
  private final Function<String, ? extends RuntimeException> refusal;
  private final Set<String> notAskedFor;

  private JsonFields(JsonObject object, Function<String, ? extends RuntimeException> refusal) {
    this.object = object;
    this.refusal = refusal;
    this.notAskedFor = new HashSet<>(object.keySet());
  }

  /**
   * The fields of a document.
   *
   * @param refusal makes the exception that is thrown when the document or a field is of another
   *     kind, of a message that says which
   */
  public static JsonFields of(
      JsonElement document, Function<String, ? extends RuntimeException> refusal) {
    return of(document, "the document", refusal);
  }

  private static JsonFields of(
      JsonElement element, String what, Function<String, ? extends RuntimeException> refusal) {
    if (element instanceof JsonObject object) {
      return new JsonFields(object, refusal);
    }
    throw refusal.apply(what + " is not an object");
  }

  /** Adds a text unless it is empty. */
  public static void addText(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.addProperty(name, value);
    }
  }

  /** Adds a list unless it is empty. */
  public static <T> void addList(
      JsonObject json, String name, List<T> values, Function<T, JsonObject> write) {
    if (!values.isEmpty()) {
      JsonArray array = new JsonArray(values.size());
      values.stream().map(write).forEach(array::add);
      json.add(name, array);
    }
  }

  /** The items of a list of texts that is a document of its own. */
  public static List<String> texts(
      JsonElement document, Function<String, ? extends RuntimeException> refusal) {
    return texts(document, "the document", refusal);
  }

  private static List<String> texts(
      JsonElement element, String what, Function<String, ? extends RuntimeException> refusal) {
    if (!(element instanceof JsonArray array)) {
      throw refusal.apply(what + " is not a list");
    }
    List<String> texts = new ArrayList<>(array.size());
    for (JsonElement item : array) {
      if (!(item instanceof JsonPrimitive text && text.isString())) {
        throw refusal.apply(what + " is not a list of strings");
      }
      texts.add(text.getAsString());
    }
    return texts;
  }

  /** Whether there is a field of that name. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** The names of all fields. */
  public Set<String> names() {
    return object.keySet();
  }

  /** A text; empty when absent. */
  public String text(String name) {
    if (!has(name)) {
      return "";
    }
    if (take(name) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw refusal.apply(name + " is not a string");
  }

  /** A whole number of 64 bits; it must be there. */
  public long number(String name) {
    if (!(take(name) instanceof JsonPrimitive value && value.isNumber())) {
      throw refusal.apply(name + " is not a number");
    }
    try {
      return new BigDecimal(value.getAsString()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw refused(name + " is not a whole number", e);
    }
  }

  /** A whole number of 64 bits. */
  public long number(String name, long whenAbsent) {
    return has(name) ? number(name) : whenAbsent;
  }

  /** A whole number of 32 bits; it must be there. */
  public int count(String name) {
    try {
      return Math.toIntExact(number(name));
    } catch (ArithmeticException e) {
      throw refused(name + " is out of range", e);
    }
  }

  /** A whole number of 32 bits. */
  public int count(String name, int whenAbsent) {
    return has(name) ? count(name) : whenAbsent;
  }

  /**
   * A point in time in RFC 3339; it must be there.
   *
   * @throws java.time.DateTimeException when the text is no time
   */
  public Instant time(String name) {
    return Instant.parse(text(name));
  }

  /** An object; it must be there. */
  public JsonFields object(String name) {
    return of(tree(name), name, refusal);
  }

  /** An object as it was read; it must be there. */
  public JsonObject tree(String name) {
    if (take(name) instanceof JsonObject value) {
      return value;
    }
    throw refusal.apply(name + " is not an object");
  }

  /** A list of texts; empty when absent. */
  public List<String> texts(String name) {
    return has(name) ? texts(take(name), name, refusal) : List.of();
  }

  /** A list of objects; empty when absent. */
  public <T> List<T> list(String name, Function<JsonFields, T> read) {
    if (!has(name)) {
      return List.of();
    }
    if (!(take(name) instanceof JsonArray array)) {
      throw refusal.apply(name + " is not a list");
    }
    List<T> items = new ArrayList<>(array.size());
    for (JsonElement item : array) {
      items.add(read.apply(of(item, name, refusal)));
    }
    return items;
  }

  /** Refuses fields that nobody asked for. */
  public void end() {
    if (!notAskedFor.isEmpty()) {
      throw refusal.apply("unknown fields " + notAskedFor);
    }
  }

  private JsonElement take(String name) {
    notAskedFor.remove(name);
    return object.get(name);
  }

  private RuntimeException refused(String message, Exception cause) {
    RuntimeException refused = refusal.apply(message);
    refused.initCause(cause);
    return refused;
  }
}
