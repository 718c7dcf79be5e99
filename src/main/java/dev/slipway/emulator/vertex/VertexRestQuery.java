package dev.slipway.emulator.vertex;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.rpc.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a query, by their camel case names; snake case is taken too. The words of the
 * refusals are Google's from memory: our inference.
 *
 * @param values absent parameters are absent
 */
record VertexRestQuery(Map<String, String> values) {

  /** <a href="https://cloud.google.com/apis/docs/system-parameters">System parameters</a>. */
  private static final Set<String> STANDARD =
      Set.of(
          "access_token",
          "alt",
          "callback",
          "fields",
          "key",
          "oauth_token",
          "prettyPrint",
          "quotaUser",
          "uploadType",
          "upload_protocol");

  VertexRestQuery {
    values = Map.copyOf(values);
  }

  /**
   * Parses a query.
   *
   * @param query as it came, still encoded; may be empty
   * @param known the parameters there are beside the standard ones, which are left out
   * @throws VertexException INVALID_ARGUMENT if a parameter is unknown
   */
  static VertexRestQuery parse(String query, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String camel = camel(name);
      if (known.contains(camel)) {
        values.put(camel, equals < 0 ? "" : decoded(part.substring(equals + 1)));
      } else if (!name.isEmpty() && !name.startsWith("$") && !STANDARD.contains(name)) {
        throw new VertexException(
            Code.INVALID_ARGUMENT,
            ("Invalid JSON payload received. Unknown name \"%s\": Cannot bind query parameter."
                    + " Field '%s' could not be found in request message.")
                .formatted(name, name));
      }
    }
    return new VertexRestQuery(values);
  }

  /** The parameter, or an empty text. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /**
   * The parameter, or 0.
   *
   * @throws VertexException INVALID_ARGUMENT if it is no 32-bit integer
   */
  int number(String name) {
    String text = text(name);
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new VertexException(
          Code.INVALID_ARGUMENT,
          "Invalid value at '%s' (TYPE_INT32), \"%s\"".formatted(snake(name), text));
    }
  }

  /** The parameter, its paths divided by commas; empty if it is absent. */
  FieldMask fieldMask(String name) {
    return FieldMaskUtil.fromJsonString(text(name));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new VertexException(
          Code.INVALID_ARGUMENT, "The query is not percent-encoded: %s".formatted(text));
    }
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      boolean first = camel.isEmpty();
      camel.append(
          first || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
