package dev.slipway.vertex.schema;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.spec.Json;
import dev.slipway.spec.Spelling;
import java.util.List;
import java.util.Optional;

/** The fields of a message by the names that JSON may give them. */
public final class MessageFields {

  private MessageFields() {}

  /** The field of that name, in either spelling. */
  public static Optional<FieldDescriptor> find(Descriptor type, String name) {
    for (FieldDescriptor field : type.getFields()) {
      if (isNamed(field, name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(FieldDescriptor field, String name) {
    return field.getName().equals(name) || field.getJsonName().equals(name);
  }

  /** The member that gives a field, in either spelling; the first when there are two. */
  static Optional<Json.Member> memberOf(Json.Obj object, Descriptor type, int fieldNumber) {
    FieldDescriptor wanted = type.findFieldByNumber(fieldNumber);
    for (Json.Member member : object.members()) {
      if (isNamed(wanted, member.name())) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  /** The names of all fields a user may set. */
  static List<String> settable(Descriptor type, Spelling spelling) {
    return type.getFields().stream()
        .filter(field -> !isOutputOnly(field))
        .map(field -> name(field, spelling))
        .toList();
  }

  /** The name of a field as the user would spell it. */
  public static String name(FieldDescriptor field, Spelling spelling) {
    return spelling == Spelling.SNAKE ? field.getName() : field.getJsonName();
  }

  /**
   * Whether only the API sets it, and overlooks what a request says of it
   * (google/api/field_behavior.proto).
   */
  public static boolean isOutputOnly(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.OUTPUT_ONLY);
  }
}
