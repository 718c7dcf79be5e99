package dev.slipway.storage;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import dev.slipway.spec.Utf8;

/** JSON without a blank too many, read strictly. */
final class CompactJson {

  private static final Gson GSON =
      new GsonBuilder().setStrictness(Strictness.STRICT).disableHtmlEscaping().create();

  private CompactJson() {}

  static String write(JsonElement value) {
    return GSON.toJson(value);
  }

  /**
   * @throws UnreadableObject when it is not JSON, or when it has half a surrogate pair, as by an
   *     escape: that would not be written again as it was read
   */
  static JsonElement parse(String json) {
    JsonElement document = parsed(json);
    if (!Utf8.canEncode(json.contains("\\u") ? write(document) : json)) {
      throw new UnreadableObject("the document has half a surrogate pair");
    }
    return document;
  }

  private static JsonElement parsed(String json) {
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
