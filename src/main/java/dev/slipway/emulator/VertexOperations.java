package dev.slipway.emulator;

import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.util.HashMap;
import java.util.Map;

/** The long-running operations, kept for ever. Used only under the state's lock. */
final class VertexOperations {

  private static final long FIRST_ID = 8_000_000_000_000_000_001L;

  private final Map<String, Operation> operations = new HashMap<>();

  /**
   * Begins an operation.
   *
   * @param resource the full name of what it works on
   * @param metadata what the API says of its kind of operation
   */
  Operation begin(String resource, Message metadata) {
    Operation operation =
        Operation.newBuilder()
            .setName(resource + "/operations/" + (FIRST_ID + operations.size()))
            .setMetadata(Any.pack(metadata))
            .build();
    operations.put(operation.getName(), operation);
    return operation;
  }

  /** Ends an operation well. */
  Operation succeed(String name, Message response) {
    return end(find(name).toBuilder().setDone(true).setResponse(Any.pack(response)).build());
  }

  /** Ends an operation badly. */
  Operation fail(String name, Code code, String message) {
    Status error = Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
    return end(find(name).toBuilder().setDone(true).setError(error).build());
  }

  /**
   * The operation of that numbered name, with or without what it works on.
   *
   * @throws VertexException NOT_FOUND if there is none
   */
  Operation find(String name) {
    return operations.values().stream()
        .filter(operation -> isNamed(operation, name))
        .findFirst()
        .orElseThrow(
            () ->
                new VertexException(
                    Code.NOT_FOUND, "The Operation %s does not exist.".formatted(name)));
  }

  private static boolean isNamed(Operation operation, String name) {
    String full = operation.getName();
    String location = VertexNames.numbered(VertexNames.locationId(full));
    return full.equals(name) || name.equals(location + "/operations/" + VertexNames.id(full));
  }

  private Operation end(Operation operation) {
    operations.put(operation.getName(), operation);
    return operation;
  }
}
