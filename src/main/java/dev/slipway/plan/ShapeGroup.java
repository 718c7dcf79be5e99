package dev.slipway.plan;

import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import dev.slipway.spec.WorkerPool;
import java.util.List;

/**
 * The worker pools of a spec that ask for one shape. Two of a plan with equal worker pools are the
 * same object, see {@link ShapeGroups}: what is known of a group is then looked up by identity.
 */
final class ShapeGroup {

  private final List<WorkerPool> workerPools;
  private final List<ResourcePool> pools;
  private final WorkerPools alone;

  ShapeGroup(List<WorkerPool> workerPools, List<ResourcePool> pools) {
    this.workerPools = workerPools;
    this.pools = pools;
    this.alone = new WorkerPools(workerPools, List.of(this));
  }

  /** At least one, in the spec's order. */
  List<WorkerPool> workerPools() {
    return workerPools;
  }

  /** The resource pools of their shape, in the API's order; empty when there is none. */
  List<ResourcePool> pools() {
    return pools;
  }

  /** As if these were all that the spec asks for. */
  WorkerPools alone() {
    return alone;
  }

  /** The shape all of them ask for. */
  Shape shape() {
    return workerPools.get(0).demand().shape();
  }
}
