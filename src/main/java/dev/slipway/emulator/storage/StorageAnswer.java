package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a call is answered with.
 *
 * @param status the HTTP status; 0 only for {@link #LOST}
 * @param headers the HTTP headers that are the answer's own
 * @param body the bytes
 * @param isCut whether the connection is closed in the middle of the body
 */
record StorageAnswer(int status, Map<String, String> headers, ObjectContent body, boolean isCut) {

  /** No answer at all: the connection is closed. */
  static final StorageAnswer LOST = empty(0);

  StorageAnswer {
    headers = Map.copyOf(headers);
  }

  /** A whole one. */
  StorageAnswer(int status, Map<String, String> headers, ObjectContent body) {
    this(status, headers, body, false);
  }

  /** The same, broken off in the middle; one that has no middle, or only an error, is lost. */
  StorageAnswer cut() {
    return body.size() < 2 || status >= 400 ? LOST : new StorageAnswer(status, headers, body, true);
  }

  /** An answer without a body. */
  static StorageAnswer empty(int status) {
    return new StorageAnswer(status, Map.of(), ObjectContent.of(new byte[0]));
  }

  static StorageAnswer json(JsonObject json) {
    return text(200, "application/json; charset=UTF-8", json.toString());
  }

  /** An error in Google's JSON form. */
  static StorageAnswer of(StorageRefusal refusal) {
    JsonObject detail = new JsonObject();
    detail.addProperty("message", refusal.getMessage());
    detail.addProperty("domain", refusal.domain());
    detail.addProperty("reason", refusal.reason());
    JsonArray errors = new JsonArray();
    errors.add(detail);
    JsonObject error = new JsonObject();
    error.addProperty("code", refusal.status());
    error.addProperty("message", refusal.getMessage());
    error.add("errors", errors);
    JsonObject json = new JsonObject();
    json.add("error", error);
    return text(refusal.status(), "application/json; charset=UTF-8", json.toString());
  }

  /** An error in plain text, as downloads have it. */
  static StorageAnswer plain(StorageRefusal refusal) {
    return text(refusal.status(), "text/html; charset=UTF-8", refusal.getMessage());
  }

  StorageAnswer withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new StorageAnswer(status, more, body);
  }

  private static StorageAnswer text(int status, String contentType, String text) {
    return new StorageAnswer(
        status,
        Map.of("Content-Type", contentType),
        ObjectContent.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
