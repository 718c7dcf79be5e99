package dev.slipway.vertex.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.problem.Problem;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.ProtoSchema;
import dev.slipway.vertex.schema.MessageFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of a custom job is ruled, harmless for a reason, or denied under a policy. */
class PolicyFieldsTest {

  /** The strictest value of each rule. */
  private static final Map<String, String> STRICTEST =
      Map.of(
          "webAccess", "false",
          "dashboardAccess", "false",
          "maxReplicas", "0",
          "maxAccelerators", "0",
          "maxTimeout", "\"0s\"",
          "requiredLabels", "{\"none\": \"\"}");

  /** Values that ask for something, where any text would not. */
  private static final Map<String, String> ASKING =
      Map.of("machineType", "a2-highgpu-1g", "tpuTopology", "2x2", "timeout", "60s");

  @Test
  void everyFieldThatAUserMaySetIsClassified() {
    assertEquals(
        new TreeSet<>(leaves().keySet()),
        new TreeSet<>(PolicyFields.classes().keySet()),
        "policy-fields.txt must classify exactly the fields of the API: read what the API says of a"
            + " new one, give it a rule of its own if it reaches anything outside of the job, or"
            + " write \"denied\"");
  }

  @Test
  void everyClassIsARuleOrAReasonOrADenial() {
    assertEquals(
        Map.of(),
        PolicyFields.classes().entrySet().stream()
            .filter(each -> !each.getValue().matches("rule [A-Za-z]+|harmless [a-z].{10,}|denied"))
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** What the file calls a rule is one: its strictest value refuses a job that has the field. */
  @TestFactory
  Stream<DynamicTest> theStrictestPolicyRefusesAJobThatHas() {
    return PolicyFields.classes().entrySet().stream()
        .filter(each -> each.getValue().startsWith("rule "))
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      String key = each.getValue().substring("rule ".length());
                      String rule = STRICTEST.getOrDefault(key, "[]");
                      JobSpec job = job(each.getKey());
                      assertEquals(List.of(), problems("{}", job));
                      assertNotEquals(
                          List.of(), problems("{\"%s\": %s}".formatted(key, rule), job));
                    }));
  }

  private static List<Problem> problems(String policy, JobSpec job) {
    return Policy.parse(policy.getBytes(UTF_8))
        .policy()
        .orElseThrow()
        .check(job, "training", new Team.Folder(""))
        .problems();
  }

  private static Map<String, FieldDescriptor> leaves() {
    Map<String, FieldDescriptor> leaves = new LinkedHashMap<>();
    addLeaves(CustomJob.getDescriptor(), "", leaves);
    return leaves;
  }

  private static void addLeaves(
      Descriptor type, String prefix, Map<String, FieldDescriptor> leaves) {
    for (FieldDescriptor field : type.getFields()) {
      String path = prefix + field.getJsonName();
      if (MessageFields.isOutputOnly(field)) {
        continue;
      }
      if (PolicyFields.isLeaf(field)) {
        leaves.put(path, field);
      } else {
        addLeaves(field.getMessageType(), path + ".", leaves);
      }
    }
  }

  /** A job that has one field. */
  private static JobSpec job(String path) {
    JsonElement job = member(CustomJob.getDescriptor(), path);
    return new ProtoSchema()
        .check(
            SpecParser.parseJson(job.toString().getBytes(UTF_8))
                .root()
                .map(root -> (dev.slipway.spec.Json.Obj) root)
                .orElseThrow())
        .spec();
  }

  private static JsonObject member(Descriptor type, String path) {
    String[] names = path.split("\\.", 2);
    FieldDescriptor field = MessageFields.find(type, names[0]).orElseThrow();
    JsonElement value = names.length == 2 ? member(field.getMessageType(), names[1]) : value(field);
    JsonObject object = new JsonObject();
    if (field.isRepeated() && !field.isMapField()) {
      JsonArray list = new JsonArray();
      list.add(value);
      object.add(names[0], list);
    } else {
      object.add(names[0], value);
    }
    if (type.getName().equals("WorkerPoolSpec") && !names[0].equals("machineSpec")) {
      object.add("machineSpec", new JsonObject());
    }
    return object;
  }

  private static JsonElement value(FieldDescriptor field) {
    if (field.isMapField()) {
      return new JsonObject();
    }
    return switch (field.getJavaType()) {
      case BOOLEAN -> new JsonPrimitive(true);
      case INT, LONG -> new JsonPrimitive(3);
      default -> new JsonPrimitive(ASKING.getOrDefault(field.getJsonName(), "x"));
    };
  }
}
