package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.spec.Json;
import dev.slipway.spec.Located;
import dev.slipway.spec.Paths;
import dev.slipway.spec.PolicyFact;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.MessageFields;
import dev.slipway.vertex.schema.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a policy has to do with each field of a custom job: {@code policy-fields.txt}. */
public final class PolicyFields {

  private static final String SOURCE = "policy-fields.txt";
  private static final String DENIED = "denied";

  private static final Map<String, String> CLASSES = read();

  private PolicyFields() {}

  /** What the file says of each field, by its path in camel case, without indexes. */
  public static Map<String, String> classes() {
    return CLASSES;
  }

  private static Map<String, String> read() {
    Map<String, String> classes = new LinkedHashMap<>();
    try (InputStream source = PolicyFields.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException(SOURCE + " is missing from the jar");
      }
      new String(source.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                int colon = line.indexOf(" : ");
                classes.put(line.substring(0, colon), line.substring(colon + 3));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(classes);
  }

  /** The fields of a job that a policy denies unless it lists them, with their camel case paths. */
  static List<PolicyFact> denied(MessageAt<CustomJob> job) {
    List<PolicyFact> denied = new ArrayList<>();
    addDenied(job.tree(), CustomJob.getDescriptor(), "", "", denied);
    return denied;
  }

  private static void addDenied(
      Json.Obj tree, Descriptor type, String path, String where, List<PolicyFact> denied) {
    for (Json.Member member : tree.members()) {
      FieldDescriptor field = MessageFields.find(type, member.name()).orElseThrow();
      String inner = Paths.member(path, field.getJsonName());
      addDenied(member.value(), field, inner, Paths.member(where, member.name()), denied);
    }
  }

  private static void addDenied(
      Json value, FieldDescriptor field, String path, String where, List<PolicyFact> denied) {
    if (isLeaf(field)) {
      if (CLASSES.getOrDefault(path, DENIED).equals(DENIED)) {
        denied.add(new PolicyFact(PolicyFact.Kind.OTHER_FIELD, new Located<>(where, path)));
      }
    } else if (value instanceof Json.Arr list) {
      for (int i = 0; i < list.items().size(); i++) {
        addDenied(list.items().get(i), field, path, Paths.item(where, i), denied);
      }
    } else if (value instanceof Json.Obj object) {
      addDenied(object, field.getMessageType(), path, where, denied);
    }
  }

  /** Whether a field is classified as a whole, and not by the fields in it. */
  static boolean isLeaf(FieldDescriptor field) {
    return field.isMapField() || Values.isSingle(field);
  }
}
