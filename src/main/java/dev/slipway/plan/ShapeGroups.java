package dev.slipway.plan;

import dev.slipway.pool.PoolIndex;
import dev.slipway.pool.Shape;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The groups of a plan, each of them once: long queues ask for the same again and again. */
final class ShapeGroups {

  private final PoolIndex index;
  private final Map<List<WorkerPool>, ShapeGroup> known = new HashMap<>();
  private final Map<List<WorkerPool>, WorkerPools> ofSpecs = new HashMap<>();

  ShapeGroups(PoolIndex index) {
    this.index = index;
  }

  /** The worker pools of a spec, in its order and by shape. */
  WorkerPools of(List<WorkerPool> workerPools) {
    WorkerPools same = ofSpecs.get(workerPools);
    if (same == null) {
      same = new WorkerPools(workerPools, byShape(workerPools));
      ofSpecs.put(workerPools, same);
    }
    return same;
  }

  private List<ShapeGroup> byShape(List<WorkerPool> workerPools) {
    Map<Shape, List<WorkerPool>> byShape = new LinkedHashMap<>();
    for (WorkerPool workerPool : workerPools) {
      byShape
          .computeIfAbsent(workerPool.demand().shape(), shape -> new ArrayList<>())
          .add(workerPool);
    }
    List<ShapeGroup> groups = new ArrayList<>(byShape.size());
    for (List<WorkerPool> ofShape : byShape.values()) {
      groups.add(group(ofShape));
    }
    return groups;
  }

  private ShapeGroup group(List<WorkerPool> ofShape) {
    ShapeGroup group = known.get(ofShape);
    if (group == null) {
      group = new ShapeGroup(ofShape, index.poolsOf(ofShape.get(0).demand().shape()));
      known.put(ofShape, group);
    }
    return group;
  }
}
