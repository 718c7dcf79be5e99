package dev.slipway.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.slipway.spec.Utf8;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a JSON object, each asked for by name and kind. Every method throws {@link
 * UnreadableObject} for a field of another kind.
 */
final class Fields {

  private final JsonObject object;
  private final Set<String> unknown;

  private Fields(JsonObject object) {
    this.object = object;
    unknown = new HashSet<>(object.keySet());
  }

  /** The fields of a document. */
  static Fields of(String json) {
    return of(parse(json), "the document");
  }

  /** The items of a document that is a list of texts. */
  static List<String> textsOf(String json) {
    return items(parse(json), "the document");
  }

  /** Half a surrogate pair, as by an escape, would not be written again as it was read. */
  private static JsonElement parse(String json) {
    JsonElement document = CompactJson.parse(json);
    if (!Utf8.canEncode(json.contains("\\u") ? CompactJson.write(document) : json)) {
      throw new UnreadableObject("the document has half a surrogate pair");
    }
    return document;
  }

  private static Fields of(JsonElement element, String what) {
    if (element instanceof JsonObject object) {
      return new Fields(object);
    }
    throw new UnreadableObject(what + " is not an object");
  }

  /** A text; empty when absent. */
  String text(String name) {
    return take(name) instanceof JsonPrimitive value && value.isString()
        ? value.getAsString()
        : absent(name, "");
  }

  /** A whole number of 32 bits. */
  int number(String name, int whenAbsent) {
    try {
      return Math.toIntExact(number(name, (long) whenAbsent));
    } catch (ArithmeticException e) {
      throw new UnreadableObject(name + " is out of range", e);
    }
  }

  /** A whole number of 64 bits. */
  long number(String name, long whenAbsent) {
    if (!(take(name) instanceof JsonPrimitive value && value.isNumber())) {
      return absent(name, whenAbsent);
    }
    try {
      return Long.parseLong(value.getAsString());
    } catch (NumberFormatException e) {
      throw new UnreadableObject(name + " is not a whole number", e);
    }
  }

  /** A list of texts; empty when absent. */
  List<String> texts(String name) {
    return object.has(name) ? items(take(name), name) : List.of();
  }

  /** A list of objects; empty when absent. */
  List<Fields> objects(String name) {
    if (!object.has(name)) {
      return List.of();
    }
    List<Fields> items = new ArrayList<>();
    for (JsonElement item : array(take(name), name)) {
      items.add(of(item, name));
    }
    return items;
  }

  /** An object, as it stands. */
  JsonObject object(String name) {
    if (take(name) instanceof JsonObject value) {
      return value;
    }
    throw new UnreadableObject(name + " is not an object");
  }

  /** Refuses fields that nobody asked for. */
  void end() {
    if (!unknown.isEmpty()) {
      throw new UnreadableObject("unknown fields " + unknown);
    }
  }

  private static List<String> items(JsonElement element, String what) {
    List<String> texts = new ArrayList<>();
    for (JsonElement item : array(element, what)) {
      if (!(item instanceof JsonPrimitive text && text.isString())) {
        throw new UnreadableObject(what + " is not a list of texts");
      }
      texts.add(text.getAsString());
    }
    return texts;
  }

  private static JsonArray array(JsonElement element, String what) {
    if (element instanceof JsonArray array) {
      return array;
    }
    throw new UnreadableObject(what + " is not a list");
  }

  private JsonElement take(String name) {
    unknown.remove(name);
    return object.get(name);
  }

  private <T> T absent(String name, T whenAbsent) {
    if (object.has(name)) {
      throw new UnreadableObject(name + " is of another kind");
    }
    return whenAbsent;
  }
}
