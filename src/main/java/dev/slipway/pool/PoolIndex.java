package dev.slipway.pool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resource pools of each shape, in the API's order. */
public final class PoolIndex {

  private final Map<Shape, List<ResourcePool>> byShape = new HashMap<>();

  /** Indexes the resource pools of a persistent resource. */
  public PoolIndex(PersistentResource resource) {
    for (ResourcePool pool : resource.pools()) {
      byShape.computeIfAbsent(pool.shape(), shape -> new ArrayList<>()).add(pool);
    }
  }

  /** The pools of exactly that shape; empty when there is none. */
  public List<ResourcePool> poolsOf(Shape shape) {
    return byShape.getOrDefault(shape, List.of());
  }
}
