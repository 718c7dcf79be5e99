package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code fields} parameter: which part of an answer the caller wants. Fields that were not
 * asked for are left out, so that code which forgot to ask for one fails here too.
 *
 * <p>https://cloud.google.com/storage/docs/json_api#partial-response
 *
 * @param children the fields wanted, each with what is wanted of it; empty means everything
 */
record StorageFields(Map<String, StorageFields> children) {

  /** Everything. */
  static final StorageFields ALL = new StorageFields(Map.of());

  /** Parses {@code items(name,size),nextPageToken} or {@code items/name}. */
  static StorageFields parse(String text) {
    FieldsParser parser = new FieldsParser(text);
    StorageFields fields = parser.list();
    if (parser.position < text.length()) {
      throw StorageRefusal.invalid("Invalid field selection " + text);
    }
    return fields;
  }

  /** Whether anything of a field is wanted. */
  boolean has(String name) {
    return isWhole() || children.containsKey(name);
  }

  /** What is wanted of a field. */
  StorageFields of(String name) {
    return isWhole() ? ALL : children.getOrDefault(name, ALL);
  }

  private boolean isWhole() {
    return children.isEmpty() || children.containsKey("*");
  }

  /** The wanted part of an answer. */
  JsonElement select(JsonElement whole) {
    if (isWhole()) {
      return whole;
    }
    if (whole instanceof JsonArray array) {
      return StorageJson.array(array.asList().stream().map(this::select).toList());
    }
    if (!(whole instanceof JsonObject object)) {
      return whole;
    }
    JsonObject part = new JsonObject();
    children.forEach(
        (name, fields) -> {
          if (object.has(name)) {
            part.add(name, fields.select(object.get(name)));
          }
        });
    return part;
  }

  private StorageFields merge(StorageFields other) {
    Map<String, StorageFields> merged = new LinkedHashMap<>(children);
    other.children.forEach((name, fields) -> merged.merge(name, fields, StorageFields::merge));
    return new StorageFields(merged);
  }

  private static final class FieldsParser {
    private final String text;
    private int position;

    FieldsParser(String text) {
      this.text = text;
    }

    StorageFields list() {
      StorageFields fields = field();
      while (accept(',')) {
        fields = fields.merge(field());
      }
      return fields;
    }

    private StorageFields field() {
      int start = position;
      while (position < text.length() && ",/()".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      String name = text.substring(start, position);
      StorageFields below = ALL;
      if (accept('/')) {
        below = field();
      } else if (accept('(')) {
        below = list();
        if (!accept(')')) {
          throw StorageRefusal.invalid("Invalid field selection " + text);
        }
      }
      return new StorageFields(Map.of(name, below));
    }

    private boolean accept(char wanted) {
      boolean there = position < text.length() && text.charAt(position) == wanted;
      position += there ? 1 : 0;
      return there;
    }
  }
}
