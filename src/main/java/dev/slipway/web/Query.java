package dev.slipway.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands after the question mark of an address. Of what is given twice the last counts; what
 * is empty is as if it were not given.
 */
public final class Query {

  /** None. */
  static final Query NOTHING = new Query(Map.of());

  /** {@code json} asks for JSON whatever the client accepts. */
  static final String FORMAT = "format";

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /** Reads a query as browsers write it; what is wrongly encoded stays as it is. */
  public static Query of(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** A value; empty when there is none. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** A page's number: from 1, which it also is when it is no number. */
  int page(String name) {
    String value = get(name);
    return value.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(value) : 1;
  }

  /** With another value; without it when that is empty. */
  Query with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(name);
    if (!value.isEmpty()) {
      changed.put(name, value);
    }
    return new Query(changed);
  }

  /** As it stands in an address, its question mark included; nothing when there is nothing. */
  String encoded() {
    String pairs =
        values.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return pairs.isEmpty() ? "" : "?" + pairs;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
