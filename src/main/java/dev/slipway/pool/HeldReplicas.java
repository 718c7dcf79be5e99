package dev.slipway.pool;

import java.util.List;

/**
 * Somebody who takes replicas: a job that is not over, or a launch that is under way.
 *
 * @param name of the job or submission; orders what would otherwise be arbitrary
 * @param running whether Vertex AI should count it in {@code usedReplicaCount} by now
 * @param demands what its worker pools take, in the spec's order
 * @param pools the resource pool each worker pool was placed on, in the same order, where we know;
 *     else empty
 */
public record HeldReplicas(String name, boolean running, List<Demand> demands, List<String> pools) {
  public HeldReplicas {
    demands = List.copyOf(demands);
    pools = List.copyOf(pools);
    if (!pools.isEmpty() && pools.size() != demands.size()) {
      throw new IllegalArgumentException(
          demands.size() + " worker pools but " + pools.size() + " placements: " + name);
    }
  }
}
