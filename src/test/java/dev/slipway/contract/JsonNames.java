package dev.slipway.contract;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of all fields of a JSON document, by their paths: {@code problems[].code}. */
public final class JsonNames {

  /** Objects whose names are data. */
  private static final Set<String> OPEN = Set.of("facts", "shape");

  /** What occurs in many documents and is listed with the status document. */
  private static final List<DocumentPart> PARTS =
      List.of(
          new DocumentPart("a problem", "problems[].", Set.of("code", "detail", "help")),
          new DocumentPart("a submission", "submission.", Set.of("bucket", "object", "id")),
          new DocumentPart("a status", "", Set.of("submission", "revision", "since")));

  /**
   * A part of documents.
   *
   * @param prefix of its fields in the list {@code status}
   * @param sign fields by which it is recognized
   */
  private record DocumentPart(String name, String prefix, Set<String> sign) {

    Set<String> fields() {
      return Contract.names("status").stream()
          .filter(field -> field.startsWith(prefix))
          .map(field -> field.substring(prefix.length()).split("[.\\[]", -1)[0])
          .collect(Collectors.toSet());
    }
  }

  private final List<DocumentPart> parts;
  private final SortedSet<String> names = new TreeSet<>();

  private JsonNames(List<DocumentPart> parts) {
    this.parts = parts;
  }

  /** All names, one by one. */
  public static SortedSet<String> all(JsonElement document) {
    return new JsonNames(List.of()).collect("", document);
  }

  /** All names, where parts that the list {@code status} has are named as a whole. */
  public static SortedSet<String> brief(JsonElement document) {
    return new JsonNames(PARTS).collect("", document);
  }

  private SortedSet<String> collect(String path, JsonElement element) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> collect(path + "[]", item));
    } else if (element instanceof JsonObject object) {
      Set<String> known = parts(path, object);
      for (Map.Entry<String, JsonElement> field : object.entrySet()) {
        if (!known.contains(field.getKey())) {
          field(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field);
        }
      }
    }
    return names;
  }

  private Set<String> parts(String path, JsonObject object) {
    for (DocumentPart part : parts) {
      if (object.keySet().containsAll(part.sign())) {
        names.add((path + " is " + part.name()).strip());
        return part.fields();
      }
    }
    return Set.of();
  }

  private void field(String path, Map.Entry<String, JsonElement> field) {
    names.add(path);
    if (!OPEN.contains(field.getKey())) {
      collect(path, field.getValue());
    }
  }
}
