package dev.slipway.plan;

import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Worker pools charged to resource pools: each to one of its shape, several to the same one if need
 * be. That two worker pools may draw on one resource pool and that one stays within one are our
 * inferences: Google's own pipeline components do the first, and the documentation speaks of "a
 * corresponding resource pool". Different shapes never compete, so each is charged by itself.
 */
final class PoolAllocator {

  /**
   * A worker pool and the resource pool it is charged to, whether or not that has room.
   *
   * @param workerPool which
   * @param pool the resource pool of its shape with most room left
   * @param earlier replicas of that pool that the spec's earlier worker pools took
   * @param missing how many replicas more it would need; 0 when it fits
   */
  record SequentialAssignment(
      WorkerPool workerPool, ResourcePool pool, long earlier, long missing) {}

  /**
   * What came of charging worker pools of one shape.
   *
   * @param places where each of them goes; empty when they do not all find room
   * @param shortfalls those that find no room in turn; empty when all are placed
   */
  private record Charged(
      Map<WorkerPool, ResourcePool> places, List<SequentialAssignment> shortfalls) {}

  private final ToLongFunction<ResourcePool> room;

  private final Map<ShapeGroup, Charged> known = new HashMap<>();

  /** The groups that are known, to forget them. */
  private final Map<Shape, List<ShapeGroup>> ofShape = new HashMap<>();

  /**
   * @param room what may be charged to each resource pool; negative when more is taken than there
   *     is. Where it changes, {@link #forget} must be called
   */
  PoolAllocator(ToLongFunction<ResourcePool> room) {
    this.room = room;
  }

  /**
   * The ID of the resource pool where each worker pool goes, in order; empty when they do not all
   * find room. Tries every assignment if need be.
   */
  Optional<List<String>> place(WorkerPools workerPools) {
    for (ShapeGroup group : workerPools.byShape()) {
      if (charged(group).places().isEmpty()) {
        return Optional.empty();
      }
    }
    Map<WorkerPool, ResourcePool> places = new HashMap<>();
    for (ShapeGroup group : workerPools.byShape()) {
      places.putAll(charged(group).places());
    }
    return Optional.of(
        workerPools.inOrder().stream().map(places::get).map(ResourcePool::id).toList());
  }

  /**
   * The worker pools that find no room when they are charged one after another in the spec's order.
   * None when all can be placed, or when no resource pool has their shape; else at least one. Until
   * {@link #forget}, these are the same objects each time.
   */
  List<SequentialAssignment> shortfalls(ShapeGroup group) {
    return charged(group).shortfalls();
  }

  /** Puts shortfalls of several groups in the order of the spec's worker pools. */
  static void sort(List<SequentialAssignment> shortfalls, List<WorkerPool> workerPools) {
    if (shortfalls.size() > 1) {
      shortfalls.sort(Comparator.comparing(each -> workerPools.indexOf(each.workerPool())));
    }
  }

  /** The room of resource pools of that shape has changed. */
  void forget(Shape shape) {
    List<ShapeGroup> changed = ofShape.remove(shape);
    if (changed != null) {
      changed.forEach(known::remove);
    }
  }

  private Charged charged(ShapeGroup group) {
    Charged charged = known.get(group);
    if (charged == null) {
      charged = new Charging(group).charge();
      known.put(group, charged);
      ofShape.computeIfAbsent(group.shape(), shape -> new ArrayList<>()).add(group);
    }
    return charged;
  }

  /** A group, and what the resource pools of its shape have left for it. */
  private final class Charging {

    /**
     * What a search looks at before it settles for "does not fit": enough to try everything for the
     * four worker pools that are documented and 250 resource pools of one shape.
     */
    private static final int MOST_STEPS = 10_000;

    private final List<WorkerPool> workerPools;
    private final List<ResourcePool> pools;
    private final long[] room;
    private final long[] left;
    private int steps;

    Charging(ShapeGroup group) {
      this.workerPools = group.workerPools();
      this.pools = group.pools();
      this.room = pools.stream().mapToLong(PoolAllocator.this.room).toArray();
      this.left = room.clone();
    }

    Charged charge() {
      Map<WorkerPool, ResourcePool> places = place();
      return new Charged(
          places,
          places.isEmpty()
              ? inTurn().stream().filter(charged -> charged.missing() > 0).toList()
              : List.of());
    }

    /** Empty when they do not all find room. */
    private Map<WorkerPool, ResourcePool> place() {
      List<WorkerPool> largestFirst =
          workerPools.stream()
              .sorted(Comparator.comparingLong(workerPool -> -workerPool.demand().replicas()))
              .toList();
      Map<WorkerPool, ResourcePool> places = new HashMap<>();
      if (search(largestFirst, places)) {
        return places;
      }
      return steps > MOST_STEPS ? placeInTurn() : Map.of();
    }

    /** Depth-first; the largest goes first, since what is left over is then easier to place. */
    private boolean search(List<WorkerPool> rest, Map<WorkerPool, ResourcePool> places) {
      if (rest.isEmpty()) {
        return true;
      }
      long replicas = rest.get(0).demand().replicas();
      for (int pool = 0; pool < left.length; pool++) {
        if (++steps > MOST_STEPS) {
          return false;
        }
        if (left[pool] >= replicas) {
          places.put(rest.get(0), pools.get(pool));
          left[pool] -= replicas;
          if (search(rest.subList(1, rest.size()), places)) {
            return true;
          }
          left[pool] += replicas;
        }
      }
      return false;
    }

    /** For a search that gave up: so it is never missed that nothing is short. */
    private Map<WorkerPool, ResourcePool> placeInTurn() {
      List<SequentialAssignment> inTurn = inTurn();
      return inTurn.stream().allMatch(charged -> charged.missing() == 0)
          ? inTurn.stream()
              .collect(
                  Collectors.toMap(SequentialAssignment::workerPool, SequentialAssignment::pool))
          : Map.of();
    }

    /** One after another, each to the pool with most left; nothing when there is no pool. */
    List<SequentialAssignment> inTurn() {
      System.arraycopy(room, 0, left, 0, room.length);
      List<SequentialAssignment> inTurn = new ArrayList<>();
      for (WorkerPool workerPool : pools.isEmpty() ? List.<WorkerPool>of() : workerPools) {
        long replicas = workerPool.demand().replicas();
        int pool = roomiest();
        inTurn.add(
            new SequentialAssignment(
                workerPool,
                pools.get(pool),
                room[pool] - left[pool],
                Math.max(0, replicas - left[pool])));
        left[pool] -= replicas;
      }
      return inTurn;
    }

    private int roomiest() {
      int roomiest = 0;
      for (int pool = 1; pool < left.length; pool++) {
        roomiest = left[pool] > left[roomiest] ? pool : roomiest;
      }
      return roomiest;
    }
  }
}
