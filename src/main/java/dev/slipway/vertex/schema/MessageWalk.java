package dev.slipway.vertex.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.function.Consumer;

/** Visits a message and all that are in it. */
public final class MessageWalk {

  private MessageWalk() {}

  /** In the order of the fields' declaration, the outer before the inner. */
  public static void visit(
      MessageAt<? extends Message> place, Consumer<MessageAt<? extends Message>> visitor) {
    visitor.accept(place);
    for (FieldDescriptor field : place.message().getAllFields().keySet()) {
      if (!Values.isSingle(field) && !field.isMapField()) {
        inside(place, field).forEach(inner -> visit(inner, visitor));
      }
    }
  }

  private static List<MessageAt<Message>> inside(
      MessageAt<? extends Message> place, FieldDescriptor field) {
    return field.isRepeated()
        ? place.children(field.getNumber(), Message.class)
        : List.of(place.child(field.getNumber(), Message.class));
  }
}
