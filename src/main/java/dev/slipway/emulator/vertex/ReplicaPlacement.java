package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.rpc.Code;
import dev.slipway.emulator.vertex.ReplicaLedger.LedgerPool;
import dev.slipway.emulator.vertex.ReplicaLedger.TakenReplicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Which resource pools a job draws on.
 *
 * <p>The rule's source is <a
 * href="https://cloud.google.com/vertex-ai/docs/training/persistent-resource-train">Run training
 * jobs on a persistent resource</a>: machine spec and disk spec match "exactly with a corresponding
 * resource pool". Our inference: the comparison comes after defaults, one worker pool stays within
 * one resource pool, and two worker pools may draw on the same one.
 *
 * @param claims one for each worker pool that is not skipped, in their order
 * @param fits whether the pools had that many free
 */
record ReplicaPlacement(List<TakenReplicas> claims, boolean fits) {

  /**
   * Places a job's worker pools: so that all fit if there is a way, else each on the first pool of
   * its shape with room for it, else on the first of its shape.
   *
   * @param free the replicas nobody holds
   * @throws VertexException INVALID_ARGUMENT if a worker pool's shape is that of no resource pool
   */
  static ReplicaPlacement of(
      PersistentResource resource,
      List<WorkerPoolSpec> workerPools,
      ToLongFunction<LedgerPool> free) {
    List<Needed> demands = new ArrayList<>();
    for (int i = 0; i < workerPools.size(); i++) {
      if (!JobValidation.isSkipped(workerPools.get(i))) {
        demands.add(demand(i, workerPools.get(i), resource));
      }
    }
    return search(demands, List.of(), free)
        .map(claims -> new ReplicaPlacement(claims, true))
        .orElseGet(() -> new ReplicaPlacement(overcommit(demands, free), false));
  }

  /** What one worker pool asks for, and the resource pools of its shape: at least one. */
  private record Needed(long replicas, List<LedgerPool> candidates) {}

  private static Needed demand(int index, WorkerPoolSpec workerPool, PersistentResource resource) {
    List<LedgerPool> candidates =
        resource.getResourcePoolsList().stream()
            .filter(pool -> isOfOneShape(workerPool, pool))
            .map(pool -> new LedgerPool(resource.getName(), pool.getId()))
            .toList();
    if (candidates.isEmpty()) {
      // Our inference: the Python SDK says such a job "will be rejected", but no text says how.
      throw new VertexException(
          Code.INVALID_ARGUMENT,
          "The machine spec and disk spec of worker_pool_specs[%d] match no resource pool of %s."
              .formatted(index, resource.getName()));
    }
    // Our inference: a worker pool without replica_count is one replica.
    return new Needed(Math.max(1, workerPool.getReplicaCount()), candidates);
  }

  private static boolean isOfOneShape(WorkerPoolSpec workerPool, ResourcePool pool) {
    MachineSpec machine = workerPool.getMachineSpec();
    return machine.equals(pool.getMachineSpec())
        && DiskDefaults.complete(machine, workerPool.getDiskSpec()).equals(pool.getDiskSpec());
  }

  private static Optional<List<TakenReplicas>> search(
      List<Needed> demands, List<TakenReplicas> placed, ToLongFunction<LedgerPool> free) {
    if (placed.size() == demands.size()) {
      return Optional.of(placed);
    }
    Needed next = demands.get(placed.size());
    return next.candidates().stream()
        .filter(pool -> hasRoom(pool, next, placed, free))
        .flatMap(pool -> search(demands, with(placed, pool, next), free).stream())
        .findFirst();
  }

  private static List<TakenReplicas> overcommit(
      List<Needed> demands, ToLongFunction<LedgerPool> free) {
    List<TakenReplicas> placed = new ArrayList<>();
    for (Needed demand : demands) {
      LedgerPool pool =
          demand.candidates().stream()
              .filter(candidate -> hasRoom(candidate, demand, placed, free))
              .findFirst()
              .orElse(demand.candidates().get(0));
      placed.add(new TakenReplicas(pool, demand.replicas()));
    }
    return List.copyOf(placed);
  }

  private static boolean hasRoom(
      LedgerPool pool, Needed demand, List<TakenReplicas> placed, ToLongFunction<LedgerPool> free) {
    long already =
        placed.stream().filter(c -> c.from().equals(pool)).mapToLong(TakenReplicas::replicas).sum();
    return demand.replicas() <= free.applyAsLong(pool) - already;
  }

  private static List<TakenReplicas> with(
      List<TakenReplicas> placed, LedgerPool pool, Needed demand) {
    List<TakenReplicas> more = new ArrayList<>(placed);
    more.add(new TakenReplicas(pool, demand.replicas()));
    return List.copyOf(more);
  }
}
