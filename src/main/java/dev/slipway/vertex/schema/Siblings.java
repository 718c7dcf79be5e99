package dev.slipway.vertex.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields that one object gives, to find those that exclude each other. */
final class Siblings {

  private final Map<FieldDescriptor, String> given = new HashMap<>();
  private final Map<OneofDescriptor, String> chosen = new HashMap<>();

  /** Adds a field; says so when an earlier one does not bear it. */
  Optional<Problem> conflict(FieldDescriptor field, Json.Member member, String path) {
    String sameField = given.putIfAbsent(field, member.name());
    if (sameField != null) {
      return Optional.of(Problem.of(ProblemCode.FIELD_IN_BOTH_SPELLINGS, path, "other", sameField));
    }
    OneofDescriptor oneof = field.getContainingOneof();
    if (oneof == null || member.value() instanceof Json.Null) {
      return Optional.empty();
    }
    String sameChoice = chosen.putIfAbsent(oneof, member.name());
    return Optional.ofNullable(sameChoice)
        .map(other -> Problem.of(ProblemCode.ONE_OF_CONFLICT, path, "other", other));
  }
}
