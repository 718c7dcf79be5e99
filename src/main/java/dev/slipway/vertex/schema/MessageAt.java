package dev.slipway.vertex.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.slipway.spec.Json;
import dev.slipway.spec.Located;
import dev.slipway.spec.Paths;
import dev.slipway.spec.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message of a job and where the spec has it, so that what is said of its fields is said by the
 * user's own paths.
 *
 * @param message what it says
 * @param tree the object that says so; an empty one where it is left out
 * @param path of that object
 * @param spelling of fields that are left out
 */
public record MessageAt<M extends Message>(
    M message, Json.Obj tree, String path, Spelling spelling) {

  private static final Json.Obj ABSENT = new Json.Obj(List.of());

  /** The path of one of its fields, whether it is there or not. */
  public String of(int fieldNumber) {
    return Paths.member(
        path,
        member(fieldNumber)
            .map(Json.Member::name)
            .orElse(MessageFields.name(field(fieldNumber), spelling)));
  }

  /** Whether the spec has the field, be it with the value it has by default. */
  public boolean has(int fieldNumber) {
    return member(fieldNumber).isPresent();
  }

  /** A field that is a text, empty when absent. */
  public Located<String> text(int fieldNumber) {
    return new Located<>(of(fieldNumber), message.getField(field(fieldNumber)).toString());
  }

  /** A field that is one message; an empty one when absent. */
  public <C extends Message> MessageAt<C> child(int fieldNumber, Class<C> type) {
    Object value = message.getField(field(fieldNumber));
    Json.Obj inner =
        member(fieldNumber).map(Json.Member::value).map(MessageAt::object).orElse(ABSENT);
    return new MessageAt<>(type.cast(value), inner, of(fieldNumber), spelling);
  }

  /** A field that is a list of messages. */
  public <C extends Message> List<MessageAt<C>> children(int fieldNumber, Class<C> type) {
    List<?> values = (List<?>) message.getField(field(fieldNumber));
    Optional<Json> list = member(fieldNumber).map(Json.Member::value);
    List<MessageAt<C>> children = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Json.Obj item =
          list.orElse(ABSENT) instanceof Json.Arr items ? object(items.items().get(i)) : ABSENT;
      String where = Paths.item(of(fieldNumber), i);
      children.add(new MessageAt<>(type.cast(values.get(i)), item, where, spelling));
    }
    return children;
  }

  private FieldDescriptor field(int number) {
    return message.getDescriptorForType().findFieldByNumber(number);
  }

  private Optional<Json.Member> member(int number) {
    return MessageFields.memberOf(tree, message.getDescriptorForType(), number);
  }

  private static Json.Obj object(Json value) {
    return value instanceof Json.Obj object ? object : ABSENT;
  }
}
