package dev.slipway.vertex.tools;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.slipway.spec.Spelling;
import dev.slipway.vertex.JobSchema;
import dev.slipway.vertex.schema.MessageFields;
import dev.slipway.vertex.schema.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON Schema (2020-12) of specs for editors, made of the API's descriptors. It is a help while
 * writing: what Slipway says of a spec, {@link JobSchema} decides, which takes a little more, such
 * as {@code null} for an absent value.
 */
public final class EditorSchema {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String REFERENCE =
      "https://cloud.google.com/vertex-ai/docs/reference/rest/v1/";

  /** Which document it describes. */
  public enum Root {
    /** {@code displayName} and {@code jobSpec}. */
    CUSTOM_JOB("CustomJob", "projects.locations.customJobs"),
    /** What gcloud's {@code --config} takes. */
    CUSTOM_JOB_SPEC("CustomJobSpec", "CustomJobSpec"),
    /** A list of worker pool specs. */
    WORKER_POOL_SPECS("WorkerPoolSpec", "CustomJobSpec#workerpoolspec");

    private final String message;
    private final String page;

    Root(String message, String page) {
      this.message = message;
      this.page = page;
    }
  }

  private final Spelling spelling;
  private final FieldNotes notes = FieldNotes.read();
  private final Map<String, JsonObject> definitions = new LinkedHashMap<>();
  private final Deque<Descriptor> due = new ArrayDeque<>();

  private EditorSchema(Spelling spelling) {
    this.spelling = spelling;
  }

  /**
   * The schema of a document.
   *
   * @param snakeCase whether names are spelled {@code job_spec} instead of {@code jobSpec}
   */
  public static String of(Root root, boolean snakeCase) {
    JsonObject schema =
        new EditorSchema(snakeCase ? Spelling.SNAKE : Spelling.CAMEL).document(root);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(schema)
        + "\n";
  }

  private JsonObject document(Root root) {
    due.add(CustomJob.getDescriptor());
    while (!due.isEmpty()) {
      define(due.remove());
    }
    JsonObject schema = new JsonObject();
    schema.addProperty("$schema", DIALECT);
    schema.addProperty("title", "Vertex AI " + root.message + ", as Slipway takes it");
    schema.addProperty("$comment", REFERENCE + root.page);
    if (root == Root.WORKER_POOL_SPECS) {
      schema.addProperty("type", "array");
      schema.addProperty("minItems", 1);
      schema.add("items", reference(root.message));
    } else {
      schema.addProperty("$ref", "#/$defs/" + root.message);
    }
    JsonObject all = new JsonObject();
    definitions.forEach(all::add);
    schema.add("$defs", all);
    return schema;
  }

  private void define(Descriptor type) {
    if (definitions.containsKey(name(type))) {
      return;
    }
    JsonObject definition = new JsonObject();
    definitions.put(name(type), definition);
    JsonObject properties = new JsonObject();
    JsonArray required = new JsonArray();
    for (FieldDescriptor field : type.getFields()) {
      properties.add(MessageFields.name(field, spelling), described(field));
      if (isRequired(field)) {
        required.add(MessageFields.name(field, spelling));
      }
    }
    definition.addProperty("type", "object");
    definition.add("properties", properties);
    definition.addProperty("additionalProperties", false);
    if (!required.isEmpty()) {
      definition.add("required", required);
    }
    JsonArray exclusive = exclusive(type);
    if (!exclusive.isEmpty()) {
      definition.add("allOf", exclusive);
    }
  }

  /** A job without a display name is called as its object. */
  private static boolean isRequired(FieldDescriptor field) {
    return field
            .getOptions()
            .getExtension(FieldBehaviorProto.fieldBehavior)
            .contains(FieldBehavior.REQUIRED)
        && !field.getFullName().equals("google.cloud.aiplatform.v1.CustomJob.display_name");
  }

  /** Of the fields of a oneof, no two. */
  private JsonArray exclusive(Descriptor type) {
    JsonArray pairs = new JsonArray();
    for (OneofDescriptor oneof : type.getRealOneofs()) {
      List<String> names = new ArrayList<>();
      oneof.getFields().forEach(field -> names.add(MessageFields.name(field, spelling)));
      for (int i = 0; i < names.size(); i++) {
        for (String other : names.subList(i + 1, names.size())) {
          pairs.add(notBoth(names.get(i), other));
        }
      }
    }
    return pairs;
  }

  private static JsonObject notBoth(String one, String other) {
    JsonArray both = new JsonArray();
    both.add(one);
    both.add(other);
    JsonObject required = new JsonObject();
    required.add("required", both);
    JsonObject not = new JsonObject();
    not.add("not", required);
    return not;
  }

  private JsonObject described(FieldDescriptor field) {
    JsonObject property = new JsonObject();
    notes.of(field).ifPresent(note -> property.addProperty("description", note));
    if (MessageFields.isOutputOnly(field)) {
      property.addProperty("readOnly", true);
    }
    if (field.getOptions().getDeprecated()) {
      property.addProperty("deprecated", true);
    }
    value(field).asMap().forEach(property::add);
    return property;
  }

  private JsonObject value(FieldDescriptor field) {
    if (field.isMapField()) {
      JsonObject map = ValueSchemas.ofType("object");
      map.add("additionalProperties", single(field.getMessageType().findFieldByName("value")));
      return map;
    }
    if (field.isRepeated()) {
      JsonObject list = ValueSchemas.ofType("array");
      list.add("items", single(field));
      return list;
    }
    return single(field);
  }

  private JsonObject single(FieldDescriptor field) {
    if (Values.isSingle(field)) {
      return ValueSchemas.of(field);
    }
    due.add(field.getMessageType());
    return reference(name(field.getMessageType()));
  }

  /** Short for the API's own. */
  private static String name(Descriptor type) {
    String own = CustomJob.getDescriptor().getFile().getPackage() + ".";
    return type.getFullName().startsWith(own)
        ? type.getFullName().substring(own.length())
        : type.getFullName();
  }

  private static JsonObject reference(String message) {
    JsonObject reference = new JsonObject();
    reference.addProperty("$ref", "#/$defs/" + message);
    return reference;
  }
}
