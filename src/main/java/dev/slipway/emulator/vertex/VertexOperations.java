package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.GenericOperationMetadata;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The long-running operations, kept for ever. Used only under the state's lock.
 *
 * <p>Their times: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/operation.proto">operation.proto</a>.
 */
final class VertexOperations {

  private static final long FIRST_ID = 8_000_000_000_000_000_001L;

  /**
   * What the API says of one kind of operation.
   *
   * @param metadata the kind's own message around the common part
   */
  record OperationKind(Function<GenericOperationMetadata, Message> metadata) {}

  /** One operation, and what is needed to end it. */
  private record StoredOperation(Operation operation, OperationKind kind, Instant begun) {

    Operation.Builder ended(Instant at) {
      return operation.toBuilder()
          .setDone(true)
          .setMetadata(Any.pack(kind.metadata().apply(times(begun, at))));
    }
  }

  private final Map<String, StoredOperation> entries = new LinkedHashMap<>();
  private long revision;

  /**
   * An operation at one moment.
   *
   * @param operation as the API says it
   * @param begun when it began
   */
  record SavedOperation(Operation operation, Instant begun) {}

  /** All operations as they are kept, the first first. */
  List<SavedOperation> kept() {
    return entries.values().stream()
        .map(entry -> new SavedOperation(entry.operation(), entry.begun()))
        .toList();
  }

  /** Takes one back as it was kept. */
  void restore(SavedOperation kept, OperationKind kind) {
    put(new StoredOperation(kept.operation(), kind, kept.begun()));
  }

  /** Grows with each change. */
  long revision() {
    return revision;
  }

  /**
   * Begins an operation.
   *
   * @param resource the full name of what it works on
   */
  Operation begin(String resource, OperationKind kind, Instant now) {
    Operation operation =
        Operation.newBuilder()
            .setName(resource + "/operations/" + (FIRST_ID + entries.size()))
            .setMetadata(Any.pack(kind.metadata().apply(times(now, now))))
            .build();
    return put(new StoredOperation(operation, kind, now));
  }

  /** Ends an operation well. */
  Operation succeed(String name, Message response, Instant at) {
    StoredOperation entry = entry(name);
    Operation ended = entry.ended(at).setResponse(Any.pack(response)).build();
    return put(new StoredOperation(ended, entry.kind(), entry.begun()));
  }

  /** Ends an operation badly. */
  Operation fail(String name, Status error, Instant at) {
    StoredOperation entry = entry(name);
    Operation ended = entry.ended(at).setError(error).build();
    return put(new StoredOperation(ended, entry.kind(), entry.begun()));
  }

  /**
   * The operation of that numbered name, with or without what it works on.
   *
   * @throws VertexException NOT_FOUND if there is none
   */
  Operation find(String name) {
    return entry(name).operation();
  }

  private StoredOperation entry(String name) {
    return entries.values().stream()
        .filter(entry -> isNamed(entry.operation(), name))
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

  private Operation put(StoredOperation entry) {
    revision++;
    entries.put(entry.operation().getName(), entry);
    return entry.operation();
  }

  private static GenericOperationMetadata times(Instant begun, Instant updated) {
    return GenericOperationMetadata.newBuilder()
        .setCreateTime(ProtoTimes.timestamp(begun))
        .setUpdateTime(ProtoTimes.timestamp(updated))
        .build();
  }
}
