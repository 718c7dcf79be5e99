package dev.slipway.plan;

import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A situation and a queue drawn at random: one to four resource pools of two shapes, small numbers,
 * so that everything that can happen does.
 */
record SmallSituation(PlanInput situation, List<PendingSubmission> queue) {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final List<Shape> SHAPES =
      List.of(Shape.of("n1-standard-4"), Shape.of("n1-highmem-8"));

  /** The same for the same seed. */
  static SmallSituation of(long seed, int longestQueue) {
    Random random = new Random(seed);
    List<ResourcePool> pools = new ArrayList<>();
    Map<String, PoolUsage> taken = new HashMap<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String id = "pool-" + i;
      Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
      pools.add(new ResourcePool(id, shape, random.nextInt(6), OptionalLong.empty(), 0));
      taken.put(id, new PoolUsage(random.nextInt(4), random.nextInt(2)));
    }
    PersistentResource resource =
        new PersistentResource("anchor", ResourceState.RUNNING, pools, "", "", false, "", false);
    List<PendingSubmission> queue = new ArrayList<>();
    int length = 1 + random.nextInt(longestQueue);
    while (queue.size() < length) {
      queue.add(waiting("job-" + queue.size(), random));
    }
    boolean rejectWhenFull = random.nextInt(5) == 0;
    int launchesLeft = 1 + random.nextInt(6);
    return new SmallSituation(
        new PlanInput(resource, taken, rejectWhenFull, launchesLeft, 60, Optional.empty(), NOW),
        queue);
  }

  private static PendingSubmission waiting(String id, Random random) {
    List<WorkerPool> workerPools = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    while (workerPools.size() < count) {
      Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
      workerPools.add(
          new WorkerPool(
              "jobSpec.workerPoolSpecs[" + workerPools.size() + "]",
              new Demand(shape, 1 + random.nextInt(3))));
    }
    return new PendingSubmission(
        id,
        random.nextInt(2),
        NOW.minusSeconds(random.nextInt(3)),
        new Requirements(workerPools, "", "", "", Spelling.CAMEL),
        random.nextBoolean(),
        1,
        random.nextInt(6) == 0 ? NOW.plusSeconds(60) : Instant.EPOCH);
  }

  List<ResourcePool> pools() {
    return situation.resource().pools();
  }

  /** What is free of each pool before anything is launched. */
  Map<String, Long> free() {
    Map<String, Long> free = new HashMap<>();
    for (ResourcePool pool : pools()) {
      PoolUsage taken = situation.taken().getOrDefault(pool.id(), PoolUsage.NOTHING);
      free.put(pool.id(), pool.capacity() - taken.total());
    }
    return free;
  }

  /** What each pool has when nothing is taken. */
  Map<String, Long> capacity() {
    Map<String, Long> capacity = new HashMap<>();
    pools().forEach(pool -> capacity.put(pool.id(), pool.capacity()));
    return capacity;
  }

  /** Whether any assignment of these worker pools stays within the room: tries them all. */
  boolean canPlace(List<WorkerPool> workerPools, Map<String, Long> room) {
    if (workerPools.isEmpty()) {
      return true;
    }
    Demand demand = workerPools.get(0).demand();
    List<WorkerPool> rest = workerPools.subList(1, workerPools.size());
    return pools().stream()
        .filter(pool -> pool.shape().equals(demand.shape()))
        .filter(pool -> room.getOrDefault(pool.id(), 0L) >= demand.replicas())
        .anyMatch(pool -> canPlace(rest, less(room, pool.id(), demand.replicas())));
  }

  /** The room when so much more is taken. */
  static Map<String, Long> less(Map<String, Long> room, String pool, long replicas) {
    Map<String, Long> less = new HashMap<>(room);
    less.merge(pool, -replicas, Long::sum);
    return less;
  }
}
