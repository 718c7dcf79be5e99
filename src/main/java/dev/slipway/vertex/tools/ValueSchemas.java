package dev.slipway.vertex.tools;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.vertex.schema.Values;

/** JSON Schemas of single values: what {@link Values} takes of them, as an editor can tell it. */
final class ValueSchemas {

  private static final String WHOLE_NUMBER = "^-?[0-9]+$";

  /** https://protobuf.dev/programming-guides/json */
  private static final String SECONDS = "^-?[0-9]+(\\.[0-9]{1,9})?s$";

  private ValueSchemas() {}

  static JsonObject of(FieldDescriptor field) {
    return switch (field.getType()) {
      case STRING, BYTES -> ofType("string");
      case BOOL -> ofType("boolean");
      case FLOAT, DOUBLE -> ofType("number");
      case ENUM -> enumeration(field.getEnumType());
      case MESSAGE -> wellKnown(field.getMessageType().getFullName());
      default -> wholeNumber();
    };
  }

  static JsonObject ofType(String type) {
    JsonObject schema = new JsonObject();
    schema.addProperty("type", type);
    return schema;
  }

  private static JsonObject enumeration(EnumDescriptor type) {
    JsonArray names = new JsonArray();
    type.getValues().forEach(value -> names.add(value.getName()));
    JsonObject schema = new JsonObject();
    schema.add("enum", names);
    return schema;
  }

  /** In quotes too, as the API prints 64-bit numbers. */
  private static JsonObject wholeNumber() {
    JsonArray types = new JsonArray();
    types.add("integer");
    types.add("string");
    JsonObject schema = new JsonObject();
    schema.add("type", types);
    schema.addProperty("pattern", WHOLE_NUMBER);
    return schema;
  }

  private static JsonObject wellKnown(String type) {
    JsonObject schema = new JsonObject();
    switch (type) {
      case "google.protobuf.Duration" -> {
        schema.addProperty("type", "string");
        schema.addProperty("pattern", SECONDS);
      }
      case "google.protobuf.Timestamp" -> {
        schema.addProperty("type", "string");
        schema.addProperty("format", "date-time");
      }
      case "google.protobuf.Struct", "google.protobuf.Any" -> schema.addProperty("type", "object");
      default -> {
        // Any value: a wrapper or google.protobuf.Value.
      }
    }
    return schema;
  }
}
