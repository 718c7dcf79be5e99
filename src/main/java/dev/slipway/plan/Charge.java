package dev.slipway.plan;

import dev.slipway.pool.Demand;
import dev.slipway.pool.ResourcePool;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Worker pools charged to resource pools: each to one of its shape, several to the same one if need
 * be. That two worker pools may draw on one resource pool and that one stays within one are our
 * inferences: Google's own pipeline components do the first, and the documentation speaks of "a
 * corresponding resource pool".
 */
final class Charge {

  /**
   * What a search may try before it settles for "does not fit": far more than the four worker pools
   * that are documented need.
   */
  private static final int MOST_STEPS = 10_000;

  /**
   * A worker pool that found no room.
   *
   * @param workerPool which
   * @param pool the resource pool of its shape with most room
   * @param earlier replicas of that pool that the spec's earlier worker pools took
   */
  record Shortfall(WorkerPool workerPool, ResourcePool pool, long earlier) {}

  private final PoolIndex index;
  private final Map<String, Long> room;

  /**
   * @param room what may be charged to each resource pool, by ID; negative when more is taken than
   *     there is
   */
  Charge(PoolIndex index, Map<String, Long> room) {
    this.index = index;
    this.room = room;
  }

  /**
   * Where each worker pool goes, in order; empty when they do not all find room. Tries every
   * assignment if need be.
   */
  Optional<List<String>> place(List<Demand> demands) {
    String[] places = new String[demands.size()];
    List<Integer> largestFirst =
        IntStream.range(0, demands.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> -demands.get(i).replicas()))
            .toList();
    boolean found = new Search(demands, largestFirst, places).from(0);
    return found ? Optional.of(List.copyOf(Arrays.asList(places))) : Optional.empty();
  }

  /**
   * The worker pools that find no room when they are charged one after another in the spec's order.
   */
  List<Shortfall> shortfalls(List<WorkerPool> workerPools) {
    Map<String, Long> charged = new HashMap<>();
    List<Shortfall> shortfalls = new ArrayList<>();
    for (WorkerPool workerPool : workerPools) {
      List<ResourcePool> pools = index.poolsOf(workerPool.demand().shape());
      pools.stream()
          .max(Comparator.comparingLong(pool -> left(pool, charged)))
          .ifPresent(
              roomiest -> {
                if (left(roomiest, charged) < workerPool.demand().replicas()) {
                  long earlier = charged.getOrDefault(roomiest.id(), 0L);
                  shortfalls.add(new Shortfall(workerPool, roomiest, earlier));
                }
                charged.merge(roomiest.id(), workerPool.demand().replicas(), Long::sum);
              });
    }
    return shortfalls;
  }

  private long left(ResourcePool pool, Map<String, Long> charged) {
    return room.getOrDefault(pool.id(), 0L) - charged.getOrDefault(pool.id(), 0L);
  }

  /** Depth-first over the resource pools of each worker pool's shape. */
  private final class Search {
    private final List<Demand> demands;
    private final List<Integer> order;
    private final String[] places;
    private final Map<String, Long> charged = new HashMap<>();
    private int steps;

    Search(List<Demand> demands, List<Integer> order, String[] places) {
      this.demands = demands;
      this.order = order;
      this.places = places;
    }

    boolean from(int position) {
      if (position == order.size()) {
        return true;
      }
      Demand demand = demands.get(order.get(position));
      for (ResourcePool pool : index.poolsOf(demand.shape())) {
        if (++steps > MOST_STEPS) {
          return false;
        }
        if (left(pool, charged) >= demand.replicas()) {
          charged.merge(pool.id(), demand.replicas(), Long::sum);
          places[order.get(position)] = pool.id();
          if (from(position + 1)) {
            return true;
          }
          charged.merge(pool.id(), -demand.replicas(), Long::sum);
        }
      }
      return false;
    }
  }
}
