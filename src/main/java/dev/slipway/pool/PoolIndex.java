package dev.slipway.plan;

import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resource pools of each shape, in the API's order. */
final class PoolIndex {

  private final Map<Shape, List<ResourcePool>> byShape = new HashMap<>();

  PoolIndex(PersistentResource resource) {
    for (ResourcePool pool : resource.pools()) {
      byShape.computeIfAbsent(pool.shape(), shape -> new ArrayList<>()).add(pool);
    }
  }

  /** The pools of exactly that shape; empty when there is none. */
  List<ResourcePool> poolsOf(Shape shape) {
    return byShape.getOrDefault(shape, List.of());
  }
}
