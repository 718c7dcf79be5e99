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
final class Groups {

  private final PoolIndex index;
  private final Map<List<WorkerPool>, Group> known = new HashMap<>();
  private final Map<List<WorkerPool>, List<Group>> ofSpecs = new HashMap<>();

  Groups(PoolIndex index) {
    this.index = index;
  }

  /** The worker pools of a spec by their shape, in the spec's order. */
  List<Group> of(List<WorkerPool> workerPools) {
    List<Group> groups = ofSpecs.get(workerPools);
    if (groups == null) {
      groups = byShape(workerPools);
      ofSpecs.put(workerPools, groups);
    }
    return groups;
  }

  private List<Group> byShape(List<WorkerPool> workerPools) {
    Map<Shape, List<WorkerPool>> byShape = new LinkedHashMap<>();
    for (WorkerPool workerPool : workerPools) {
      byShape
          .computeIfAbsent(workerPool.demand().shape(), shape -> new ArrayList<>())
          .add(workerPool);
    }
    List<Group> groups = new ArrayList<>(byShape.size());
    for (List<WorkerPool> ofShape : byShape.values()) {
      groups.add(group(ofShape));
    }
    return groups;
  }

  private Group group(List<WorkerPool> ofShape) {
    Group group = known.get(ofShape);
    if (group == null) {
      group = new Group(ofShape, index.poolsOf(ofShape.get(0).demand().shape()));
      known.put(ofShape, group);
    }
    return group;
  }
}
