package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CreatePersistentResourceOperationMetadata;
import com.google.cloud.aiplatform.v1.DeleteOperationMetadata;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.gson.JsonElement;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages as Google's REST APIs write and read them: <a
 * href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>, which has 64-bit integers as
 * strings and leaves defaults out.
 */
final class VertexJson {

  private static final JsonFormat.TypeRegistry TYPES =
      JsonFormat.TypeRegistry.newBuilder()
          .add(PersistentResource.getDescriptor())
          .add(CreatePersistentResourceOperationMetadata.getDescriptor())
          .add(DeleteOperationMetadata.getDescriptor())
          .add(Empty.getDescriptor())
          .build();
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer().usingTypeRegistry(TYPES);
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().usingTypeRegistry(TYPES);

  private VertexJson() {}

  /** A message as JSON. */
  static String print(Message message) {
    try {
      return PRINTER.print(message) + "\n";
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "no JSON for " + message.getDescriptorForType().getFullName(), e);
    }
  }

  /**
   * Reads a message that was {@link #print}ed.
   *
   * @throws IllegalArgumentException if it is no such message
   */
  static <B extends Message.Builder> B read(JsonElement json, B into) {
    try {
      PARSER.merge(json.toString(), into);
      return into;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Reads JSON into a message.
   *
   * @param at the path of the message in its request, in snake case; may be empty
   * @throws VertexException INVALID_ARGUMENT if it is no such message
   */
  static void merge(String json, String at, Message.Builder into) {
    JsonElement tree;
    try {
      tree = PersistentResourceFile.tree(json);
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage());
    }
    List<String> unknown = VertexJsonNames.unknown(tree, at, into.getDescriptorForType());
    if (!unknown.isEmpty()) {
      throw new VertexException(Code.INVALID_ARGUMENT, String.join("\n", unknown));
    }
    try {
      JsonFormat.parser().merge(json, into);
    } catch (InvalidProtocolBufferException e) {
      throw refusal(e.getMessage());
    }
  }

  /** Our inference: the service has other words for these, of which no list is public. */
  private static VertexException refusal(@Nullable String complaint) {
    return new VertexException(
        Code.INVALID_ARGUMENT, "Invalid JSON payload received. " + complaint);
  }
}
