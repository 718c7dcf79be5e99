package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CreatePersistentResourceOperationMetadata;
import com.google.cloud.aiplatform.v1.DeleteOperationMetadata;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PersistentResource.State;
import com.google.longrunning.Operation;
import com.google.protobuf.Empty;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Persistent resources that come and go by a call: PROVISIONING, then RUNNING; STOPPING, then gone.
 * Each way is a long-running operation that ends when the resource has arrived. Like jobs they move
 * only when {@link #advance}d.
 *
 * <p>States: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/persistent_resource.proto">persistent_resource.proto</a>.
 */
final class PersistentResourceRuns {

  /** The deletion of anything. */
  static final VertexOperations.OperationKind DELETION =
      new VertexOperations.OperationKind(
          times -> DeleteOperationMetadata.newBuilder().setGenericMetadata(times).build());

  private static final VertexOperations.OperationKind CREATION =
      new VertexOperations.OperationKind(
          times ->
              CreatePersistentResourceOperationMetadata.newBuilder()
                  .setGenericMetadata(times)
                  .build());

  // Our inference: no text says what becomes of a creation whose resource is deleted.
  private static final Status ABANDONED =
      Status.newBuilder()
          .setCode(Code.CANCELLED_VALUE)
          .setMessage("The PersistentResource was deleted.")
          .build();

  /**
   * The end of a way: the resource leaves its state, and the operation ends.
   *
   * @param at when
   * @param resource its full name
   * @param from the state it leaves, if it is still in it
   * @param operation the operation's full name
   */
  record Step(Instant at, String resource, State from, String operation) {}

  private final PersistentResourceStore resources;
  private final VertexOperations operations;
  private final Duration provisioningFor;
  private final Duration stoppingFor;
  private final List<Step> ahead = new ArrayList<>();

  PersistentResourceRuns(
      PersistentResourceStore resources, VertexOperations operations, VertexOptions options) {
    this.resources = resources;
    this.operations = operations;
    provisioningFor = options.pace().scaled(options.resourcePace().provisioningFor());
    stoppingFor = options.pace().scaled(options.resourcePace().stoppingFor());
  }

  /** All ends that lie ahead. */
  List<Step> ahead() {
    return List.copyOf(ahead);
  }

  /** Takes back the operations and the ends that were kept, without a word in the journal. */
  void restore(List<VertexOperations.SavedOperation> kept, List<Step> endsAhead) {
    for (VertexOperations.SavedOperation one : kept) {
      boolean deletes = one.operation().getMetadata().is(DeleteOperationMetadata.class);
      operations.restore(one, deletes ? DELETION : CREATION);
    }
    ahead.addAll(endsAhead);
  }

  /** Begins to provision a resource that has its full name and its defaults. */
  Operation create(PersistentResource resource, Instant now) {
    resources.put(resource.toBuilder().setState(State.PROVISIONING).build(), now);
    Operation operation = operations.begin(resource.getName(), CREATION, now);
    ahead.add(
        new Step(
            now.plus(provisioningFor),
            resource.getName(),
            State.PROVISIONING,
            operation.getName()));
    return operation;
  }

  /** Begins to stop a resource that is there. */
  Operation delete(String name, Instant now) {
    abandon(name, now);
    resources.enter(name, State.STOPPING, now);
    Operation operation = operations.begin(name, DELETION, now);
    ahead.add(new Step(now.plus(stoppingFor), name, State.STOPPING, operation.getName()));
    return operation;
  }

  /** Ends the operations under way on a resource, which goes another way now. */
  void abandon(String name, Instant now) {
    for (Step step : ahead) {
      if (step.resource().equals(name)) {
        operations.fail(step.operation(), ABANDONED, now);
      }
    }
    ahead.removeIf(step -> step.resource().equals(name));
  }

  /**
   * Applies everything due up to now, in the order of time.
   *
   * @param before told of each instant before it is applied
   */
  void advance(Instant now, Consumer<Instant> before) {
    List<Step> due =
        ahead.stream()
            .filter(step -> !step.at().isAfter(now))
            .sorted(Comparator.comparing(Step::at))
            .toList();
    ahead.removeAll(due);
    for (Step step : due) {
      before.accept(step.at());
      arrive(step);
    }
  }

  private void arrive(Step step) {
    boolean asLeft =
        resources
            .find(step.resource())
            .filter(resource -> resource.getState() == step.from())
            .isPresent();
    if (step.from() == State.STOPPING) {
      if (asLeft) {
        resources.remove(step.resource(), step.at());
      }
      operations.succeed(step.operation(), Empty.getDefaultInstance(), step.at());
      return;
    }
    if (asLeft) {
      resources.enter(step.resource(), State.RUNNING, step.at());
    }
    PersistentResource arrived = resources.find(step.resource()).orElseThrow();
    operations.succeed(step.operation(), arrived, step.at());
  }
}
