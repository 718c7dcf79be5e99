package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.MessageWalk;
import dev.slipway.vertex.schema.SchemaFindings;

/** Values that the API's own descriptors call deprecated. */
final class DeprecatedValues {

  private DeprecatedValues() {}

  static void check(MessageAt<CustomJob> job, SchemaFindings findings) {
    MessageWalk.visit(job, place -> checkOne(place, findings));
  }

  private static void checkOne(MessageAt<? extends Message> place, SchemaFindings findings) {
    place
        .message()
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (value instanceof EnumValueDescriptor named
                  && named.getOptions().getDeprecated()) {
                findings.warning(
                    ProblemCode.DEPRECATED_VALUE,
                    place.of(field.getNumber()),
                    "found",
                    named.getName());
              }
            });
  }
}
