package dev.slipway.storage;

import java.util.HashMap;
import java.util.Map;

/**
 * An object to be written, without its content.
 *
 * @param name within its bucket
 * @param contentType such as {@code application/json}
 * @param metadata the custom metadata
 */
public record NewObject(String name, String contentType, Map<String, String> metadata) {

  /** Content type of what is written by us for programs. */
  static final String JSON = "application/json";

  /** Content type of what users sent: never to be shown as a page by a browser. */
  public static final String TEXT = "text/plain; charset=utf-8";

  public NewObject {
    metadata = Map.copyOf(metadata);
  }

  /** The same with one more entry of metadata. */
  NewObject with(String key, String value) {
    Map<String, String> more = new HashMap<>(metadata);
    more.put(key, value);
    return new NewObject(name, contentType, more);
  }
}
