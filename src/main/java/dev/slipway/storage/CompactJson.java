package dev.slipway.storage;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;

/** JSON without a blank too many, read strictly. */
final class CompactJson {

  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

  private CompactJson() {}

  static String write(JsonElement value) {
    return GSON.toJson(value);
  }

  /**
   * @throws UnreadableObject when it is not JSON
   */
  static JsonElement parse(String json) {
    try {
      JsonElement value = GSON.fromJson(json, JsonElement.class);
      if (value != null) {
        return value;
      }
    } catch (JsonParseException e) {
      throw new UnreadableObject("not JSON: " + e.getMessage(), e);
    }
    throw new UnreadableObject("not JSON: empty");
  }
}
