package dev.slipway.emulator.event;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A CloudEvent to deliver.
 *
 * @param attributes its context attributes and extensions by name, {@code id}, {@code source},
 *     {@code type} and {@code specversion} among them
 * @param contentType the media type of its data
 * @param data its data
 */
public record EventMessage(Map<String, String> attributes, String contentType, String data) {

  public EventMessage {
    attributes = Map.copyOf(attributes);
    for (String required : new String[] {"id", "source", "type", "specversion"}) {
      if (!attributes.containsKey(required)) {
        throw new IllegalArgumentException(
            "A CloudEvent needs the attribute " + required + "; there are " + attributes.keySet());
      }
    }
  }

  /** An attribute, or an empty text. */
  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  /** What it is about, for the journal: {@code bucket/object}, or else its source. */
  String about() {
    return attributes.containsKey("bucket")
        ? attribute("bucket") + "/" + attribute("subject").replaceFirst("^objects/", "")
        : attribute("source");
  }

  /** The HTTP headers of its binary mode, without the content type. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    attributes.forEach((name, value) -> headers.put("ce-" + name, encode(value)));
    return headers;
  }

  /**
   * Percent-encodes what a header may not hold. A comma passes, though servers may split there.
   *
   * <p>https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values
   */
  private static String encode(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0x20 && b < 0x7F && b != '"' && b != '%';
      encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
    }
    return encoded.toString();
  }
}
