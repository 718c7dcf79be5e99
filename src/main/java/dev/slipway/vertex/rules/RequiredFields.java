package dev.slipway.vertex.rules;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.EnvVar;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.MessageWalk;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.Set;

/** The fields that the API's own descriptors call required (google/api/field_behavior.proto). */
final class RequiredFields {

  /** {@link dev.slipway.spec.SpecRules} asks for theirs. */
  private static final Set<Descriptor> ELSEWHERE =
      Set.of(CustomJob.getDescriptor(), CustomJobSpec.getDescriptor());

  /** On the wire an empty value is none; our inference: who writes an empty one means it. */
  private static final FieldDescriptor MAY_BE_EMPTY =
      EnvVar.getDescriptor().findFieldByNumber(EnvVar.VALUE_FIELD_NUMBER);

  private RequiredFields() {}

  static void check(MessageAt<CustomJob> job, SchemaFindings findings) {
    MessageWalk.visit(job, place -> checkOne(place, findings));
  }

  private static void checkOne(MessageAt<? extends Message> place, SchemaFindings findings) {
    Descriptor type = place.message().getDescriptorForType();
    if (!ELSEWHERE.contains(type)) {
      type.getFields().stream()
          .filter(field -> isRequired(field) && isMissing(place, field))
          .forEach(
              field -> findings.problem(ProblemCode.REQUIRED_FIELD, place.of(field.getNumber())));
    }
  }

  private static boolean isRequired(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.REQUIRED);
  }

  private static boolean isMissing(MessageAt<? extends Message> place, FieldDescriptor field) {
    boolean isEmpty = !place.message().getAllFields().containsKey(field);
    return isEmpty && !(field.equals(MAY_BE_EMPTY) && place.has(field.getNumber()));
  }
}
