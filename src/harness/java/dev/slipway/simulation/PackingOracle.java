package dev.slipway.simulation;

import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What machine shapes are needed and offered, worked out apart from the product. */
final class PackingOracle {

  private PackingOracle() {}

  /** The resource pools of a shape. */
  static List<ResourcePool> pools(PersistentResource resource, Shape shape) {
    return resource.pools().stream().filter(pool -> pool.shape().equals(shape)).toList();
  }

  /** How many replicas of a shape a resource has. */
  static long capacity(PersistentResource resource, Shape shape) {
    return pools(resource, shape).stream().mapToLong(ResourcePool::capacity).sum();
  }

  /** How many replicas of a shape are asked for. */
  static long replicas(List<Demand> demands, Shape shape) {
    return demands.stream()
        .filter(demand -> demand.shape().equals(shape))
        .mapToLong(Demand::replicas)
        .sum();
  }

  /** Which shapes are asked for. */
  static Set<Shape> shapes(List<Demand> demands) {
    Set<Shape> shapes = new HashSet<>();
    demands.forEach(demand -> shapes.add(demand.shape()));
    return shapes;
  }

  /** Whether all of one shape fits, each worker pool whole into one resource pool. */
  static boolean fits(PersistentResource resource, Shape shape, Collection<Demand> demands) {
    List<Long> largestFirst = new ArrayList<>();
    for (Demand demand : demands) {
      if (demand.shape().equals(shape)) {
        largestFirst.add(demand.replicas());
      }
    }
    largestFirst.sort(Comparator.reverseOrder());
    long[] left = pools(resource, shape).stream().mapToLong(ResourcePool::capacity).toArray();
    return fits(largestFirst, 0, left);
  }

  private static boolean fits(List<Long> demands, int next, long[] left) {
    if (next == demands.size()) {
      return true;
    }
    long replicas = demands.get(next);
    for (int pool = 0; pool < left.length; pool++) {
      if (left[pool] >= replicas) {
        left[pool] -= replicas;
        boolean isFitting = fits(demands, next + 1, left);
        left[pool] += replicas;
        if (isFitting) {
          return true;
        }
      }
    }
    return false;
  }
}
