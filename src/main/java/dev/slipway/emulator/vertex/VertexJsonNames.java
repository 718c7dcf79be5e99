package dev.slipway.emulator.vertex;

import com.google.gson.JsonElement;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the names in a JSON body that its message does not have; all at once, as Google's REST APIs
 * do. Their words are from memory: our inference.
 */
final class VertexJsonNames {

  private final List<String> complaints = new ArrayList<>();

  private VertexJsonNames() {}

  /**
   * A complaint for each unknown name, in the order of the body.
   *
   * @param at the path of the message in its request, in snake case; may be empty
   */
  static List<String> unknown(JsonElement body, String at, Descriptor type) {
    VertexJsonNames names = new VertexJsonNames();
    names.message(body, at, type);
    return names.complaints;
  }

  private void message(JsonElement json, String at, Descriptor type) {
    // Durations, timestamps, structs and their like have a JSON form of their own.
    if (!json.isJsonObject() || type.getFile().getPackage().equals("google.protobuf")) {
      return;
    }
    for (Map.Entry<String, JsonElement> member : json.getAsJsonObject().entrySet()) {
      field(type, member.getKey())
          .ifPresentOrElse(
              field -> value(member.getValue(), path(at, field), field),
              () -> complain(member.getKey(), at));
    }
  }

  private void value(JsonElement json, String at, FieldDescriptor field) {
    if (field.getJavaType() != JavaType.MESSAGE) {
      return;
    }
    if (field.isMapField()) {
      map(json, at, field.getMessageType().findFieldByName("value"));
    } else if (json.isJsonArray()) {
      for (int i = 0; i < json.getAsJsonArray().size(); i++) {
        message(json.getAsJsonArray().get(i), at + "[" + i + "]", field.getMessageType());
      }
    } else {
      message(json, at, field.getMessageType());
    }
  }

  private void map(JsonElement json, String at, FieldDescriptor value) {
    if (json.isJsonObject()) {
      json.getAsJsonObject()
          .entrySet()
          .forEach(entry -> value(entry.getValue(), at + "." + entry.getKey(), value));
    }
  }

  private static Optional<FieldDescriptor> field(Descriptor type, String name) {
    return type.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst();
  }

  private static String path(String at, FieldDescriptor field) {
    return at.isEmpty() ? field.getName() : at + "." + field.getName();
  }

  private void complain(String name, String at) {
    String where = at.isEmpty() ? "" : " at '%s'".formatted(at);
    complaints.add(
        "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field."
            .formatted(name, where));
  }
}
