package dev.slipway.spec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of a case file. Strict: a name that nobody reads is a slip of the pen, and fails, so
 * that no case asks for less than it says.
 */
public final class CaseNode {

  private final JsonObject object;
  private final Set<String> unread;

  private CaseNode(JsonElement element) {
    object = element.getAsJsonObject();
    unread = new LinkedHashSet<>(object.keySet());
  }

  /** Reads a file that holds one object. */
  public static <T> T read(Path file, Function<CaseNode, T> reader) throws IOException {
    return read(JsonParser.parseString(Files.readString(file)), reader);
  }

  private static <T> T read(JsonElement element, Function<CaseNode, T> reader) {
    CaseNode node = new CaseNode(element);
    T value = reader.apply(node);
    if (!node.unread.isEmpty()) {
      throw new IllegalArgumentException("not known here: " + node.unread + " in " + element);
    }
    return value;
  }

  private Optional<JsonElement> get(String name) {
    unread.remove(name);
    return Optional.ofNullable(object.get(name));
  }

  /** Whether it stands there. */
  public boolean has(String name) {
    return object.has(name);
  }

  /** A text or a number as text. */
  public Optional<String> text(String name) {
    return get(name).map(JsonElement::getAsString);
  }

  /** A text, empty when absent. */
  public String textOrEmpty(String name) {
    return text(name).orElse("");
  }

  /** A whole number. */
  public Optional<Long> number(String name) {
    return get(name).map(JsonElement::getAsLong);
  }

  /** Whether it stands there and is true. */
  public boolean flag(String name) {
    return get(name).map(JsonElement::getAsBoolean).orElse(false);
  }

  /** A list of texts, empty when absent. */
  public List<String> texts(String name) {
    return elements(name).stream().map(JsonElement::getAsString).toList();
  }

  /** An object of texts and numbers, in its order; empty when absent. */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    get(name)
        .map(JsonElement::getAsJsonObject)
        .ifPresent(
            inner -> inner.asMap().forEach((key, text) -> texts.put(key, text.getAsString())));
    return texts;
  }

  /** An object. */
  public <T> Optional<T> node(String name, Function<CaseNode, T> reader) {
    return get(name).map(element -> read(element, reader));
  }

  /** A list of objects, empty when absent. */
  public <T> List<T> nodes(String name, Function<CaseNode, T> reader) {
    return elements(name).stream().map(element -> read(element, reader)).toList();
  }

  private List<JsonElement> elements(String name) {
    return get(name).map(list -> list.getAsJsonArray().asList()).orElse(List.of());
  }
}
