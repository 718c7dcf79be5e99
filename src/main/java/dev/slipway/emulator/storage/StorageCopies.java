package dev.slipway.emulator.storage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Calls that make an object out of others. A copy gets the metadata of its request if that has any,
 * else those of its source.
 *
 * <p>https://cloud.google.com/storage/docs/json_api/v1/objects/rewrite
 */
final class StorageCopies {

  /** https://cloud.google.com/storage/docs/composite-objects */
  private static final int MOST_SOURCES = 32;

  private final StorageState state;
  private final StorageJson json;

  StorageCopies(StorageState state, StorageJson json) {
    this.state = state;
    this.json = json;
  }

  /** Copies in one step: a rewrite here is always done with its first call. */
  JsonObject rewrite(StorageRequest request) {
    ObjectVersion copy = copy(request);
    String size = Integer.toString(copy.content().size());
    JsonObject answer = new JsonObject();
    answer.addProperty("kind", "storage#rewriteResponse");
    answer.addProperty("totalBytesRewritten", size);
    answer.addProperty("objectSize", size);
    answer.addProperty("done", true);
    answer.add("resource", json.object(copy, copy.content().key()));
    return answer;
  }

  ObjectVersion copy(StorageRequest request) {
    ObjectVersion source = state.get(request.source());
    CustomerKey.check(CustomerKey.ofSource(request), source.content());
    ObjectTarget destination = request.destination(request.names().get(2), request.names().get(3));
    JsonObject metadata = request.json();
    return state.write(
        destination,
        source.content().encryptedWith(CustomerKey.ofObject(request)),
        metadata.isEmpty() ? source.attributes() : StorageMetadata.attributes(metadata));
  }

  /** https://cloud.google.com/storage/docs/json_api/v1/objects/move */
  ObjectVersion move(StorageRequest request) {
    String name = request.names().get(2);
    if (name.equals(request.names().get(1))) {
      throw StorageRefusal.invalid("An object cannot be moved to its own name: " + name);
    }
    return state.move(request.source(), request.destination(request.bucket(), name));
  }

  /** https://cloud.google.com/storage/docs/json_api/v1/objects/compose */
  ObjectVersion compose(StorageRequest request) {
    JsonObject body = request.json();
    JsonArray sources = sources(body);
    if (sources.isEmpty() || sources.size() > MOST_SOURCES) {
      throw StorageRefusal.invalid(
          "The number of source components provided (" + sources.size() + ") must be 1 to 32.");
    }
    Optional<CustomerKey> key = CustomerKey.ofObject(request);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonElement source : sources) {
      ObjectContent part = state.get(component(request, source.getAsJsonObject())).content();
      CustomerKey.check(key, part);
      bytes.writeBytes(part.bytes());
    }
    JsonObject metadata =
        body.has("destination") ? body.getAsJsonObject("destination") : new JsonObject();
    return state.write(
        request.destination(request.bucket(), request.names().get(1)),
        ObjectContent.of(bytes.toByteArray()).encryptedWith(key),
        StorageMetadata.attributes(metadata));
  }

  private static JsonArray sources(JsonObject body) {
    return body.has("sourceObjects") ? body.getAsJsonArray("sourceObjects") : new JsonArray();
  }

  /** The names of the objects that a composition is made of. */
  static List<String> sourceNames(JsonObject body) {
    return sources(body).asList().stream()
        .map(source -> StorageMetadata.text(source.getAsJsonObject(), "name").orElse(""))
        .toList();
  }

  private static ObjectTarget component(StorageRequest request, JsonObject source) {
    String name = StorageMetadata.text(source, "name").orElse("");
    OptionalLong generationMatch =
        source.has("objectPreconditions")
            ? number(source.getAsJsonObject("objectPreconditions"), "ifGenerationMatch")
            : OptionalLong.empty();
    ObjectConditions conditions =
        new ObjectConditions(
            generationMatch, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    return new ObjectTarget(request.bucket(), name, number(source, "generation"), conditions);
  }

  private static OptionalLong number(JsonObject json, String field) {
    Optional<String> text = StorageMetadata.text(json, field);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
  }
}
