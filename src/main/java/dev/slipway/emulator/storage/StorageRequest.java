package dev.slipway.emulator.storage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call as it arrived.
 *
 * @param call which call it is
 * @param names what its path names, decoded: the bucket first, then the object
 * @param query the query parameters, decoded
 * @param headers the HTTP headers
 * @param body the body, decompressed
 */
record StorageRequest(
    StorageCall call,
    List<String> names,
    Map<String, String> query,
    Headers headers,
    ObjectContent body) {

  /** Parts the values of a parameter that is given several times; no other than names such has. */
  private static final String AND = "\n";

  String bucket() {
    return names.get(0);
  }

  /** The object that the path names. */
  ObjectTarget object() {
    return object(names.get(1));
  }

  /** An object of the bucket, under the generation and the preconditions of the query. */
  ObjectTarget object(String name) {
    return new ObjectTarget(bucket(), name, number("generation"), conditions("if"));
  }

  /** A parameter of the query; an empty value counts as absent. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** The values of a parameter of the query that may be given several times. */
  List<String> parameters(String name) {
    return parameter(name).map(values -> List.of(values.split(AND, -1))).orElse(List.of());
  }

  /** The same call with other values of a parameter of the query; none: without it. */
  StorageRequest with(String name, List<String> values) {
    Map<String, String> other = new HashMap<>(query);
    other.put(name, String.join(AND, values));
    return new StorageRequest(call, names, other, headers, body);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** A whole number in the query. */
  OptionalLong number(String name) {
    try {
      return parameter(name)
          .map(value -> OptionalLong.of(Long.parseLong(value)))
          .orElse(OptionalLong.empty());
    } catch (NumberFormatException e) {
      throw StorageRefusal.invalid("Invalid value for " + name + ": " + query.get(name));
    }
  }

  /** The body as a JSON object; an empty body, or null, is an empty object. */
  JsonObject json() {
    return json(body.text());
  }

  static JsonObject json(String text) {
    try {
      JsonElement json = JsonParser.parseString(text);
      // Google's Go client sends null for an empty object; an empty body is parsed as null, too.
      if (json.isJsonNull()) {
        return new JsonObject();
      }
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      // Refused below, like JSON that is not an object.
    }
    throw new StorageRefusal(400, "parseError", "Parse Error");
  }

  /** Text of a query or form: {@code a=b&c=d}. */
  static Map<String, String> parseQuery(Optional<String> raw) {
    Map<String, String> query = new HashMap<>();
    for (String parameter : raw.orElse("").split("&", -1)) {
      String[] nameAndValue = parameter.split("=", 2);
      if (!nameAndValue[0].isEmpty()) {
        String value = nameAndValue.length == 2 ? nameAndValue[1] : "";
        query.merge(decode(nameAndValue[0]), decode(value), (one, more) -> one + AND + more);
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw StorageRefusal.invalid("Invalid percent-encoding: " + text);
    }
  }

  /** The name of the object that it is about, or the prefix that it lists; empty for neither. */
  String subject() {
    return switch (call) {
      case OBJECTS_LIST -> query.getOrDefault("prefix", "");
      case OBJECTS_INSERT, UPLOADS_START -> uploaded();
      default -> names.size() > 1 ? names.get(1) : "";
    };
  }

  private String uploaded() {
    return parameter("name").or(() -> StorageMetadata.text(metadata(), "name")).orElse("");
  }

  /** What is said of an object to be uploaded; an empty object where only its bytes are there. */
  private JsonObject metadata() {
    if (call == StorageCall.UPLOADS_START) {
      return json();
    }
    return parameter("uploadType").filter("multipart"::equals).isEmpty()
        ? new JsonObject()
        : StorageMultipart.parts(header("Content-Type").orElse(""), body).stream()
            .findFirst()
            .map(part -> json(part.content().text()))
            .orElseGet(JsonObject::new);
  }

  /** The source of a copy: the first two names of the path, under conditions of its own. */
  ObjectTarget source() {
    return new ObjectTarget(
        bucket(), names.get(1), number("sourceGeneration"), conditions("ifSource"));
  }

  /** The destination of a copy, an object of that bucket, under the conditions of the query. */
  ObjectTarget destination(String bucket, String name) {
    return new ObjectTarget(bucket, name, OptionalLong.empty(), conditions("if"));
  }

  private ObjectConditions conditions(String prefix) {
    return new ObjectConditions(
        number(prefix + "GenerationMatch"),
        number(prefix + "GenerationNotMatch"),
        number(prefix + "MetagenerationMatch"),
        number(prefix + "MetagenerationNotMatch"));
  }
}
