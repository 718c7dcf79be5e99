package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Persistent resources from JSON in the API's own format: one object as {@code gcloud ai
 * persistent-resources describe --format=json} prints it, a list of them, or {@code
 * {"persistentResources": [...]}} as the API lists them. A name may be the bare ID.
 */
public final class PersistentResourceFile {

  private static final String LIST = "persistentResources";
  private static final Pattern PLACE = Pattern.compile(" at line \\d+ column \\d+");

  private PersistentResourceFile() {}

  /**
   * Reads a file.
   *
   * @return what it holds, each with the API's defaults filled in
   * @throws IllegalArgumentException if it cannot be read or breaks a rule: which file, which
   *     resource, what is wrong
   */
  public static List<PersistentResource> load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("%s: cannot be read: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Parses a document.
   *
   * @return what it holds, each with the API's defaults filled in
   * @throws IllegalArgumentException if it is no such document: which resource, what is wrong
   */
  public static List<PersistentResource> parse(String json) {
    JsonElement root = tree(json);
    if (root.isJsonObject() && root.getAsJsonObject().has(LIST)) {
      return all(LIST, root.getAsJsonObject().get(LIST));
    }
    return root.isJsonArray() ? all("", root) : List.of(one("persistent resource", root));
  }

  private static List<PersistentResource> all(String where, JsonElement list) {
    if (!list.isJsonArray()) {
      throw new IllegalArgumentException(where + ": a list is expected");
    }
    List<PersistentResource> resources = new ArrayList<>();
    for (JsonElement element : list.getAsJsonArray()) {
      resources.add(one("%s[%d]".formatted(where, resources.size()), element));
    }
    return List.copyOf(resources);
  }

  private static PersistentResource one(String where, JsonElement element) {
    PersistentResource.Builder resource = PersistentResource.newBuilder();
    try {
      JsonFormat.parser().merge(element.toString(), resource);
      return PersistentResourceDefaults.complete(resource.build());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(where, e.getMessage()), e);
    }
  }

  /**
   * Reads JSON strictly: JsonFormat's own reading takes comments and ignores a second document.
   *
   * @throws IllegalArgumentException if it is not JSON, saying where
   */
  static JsonElement tree(String json) {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalArgumentException("not JSON: a second document follows the first");
      }
      return root;
    } catch (JsonParseException | IOException e) {
      throw new IllegalArgumentException("not JSON" + place(e), e);
    }
  }

  /** Gson says where, and then advises its caller, not the file's author. */
  private static String place(Exception e) {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    return place.find() ? place.group() : ": " + e.getMessage();
  }
}
