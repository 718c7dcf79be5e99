package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One persistent resource in Vertex AI's state. Each worker pool of a job is put whole into one
 * resource pool, mostly where we would have it, where that has room; but that is Vertex AI's
 * choice.
 */
final class VertexResource {

  private static final int NOWHERE = -1;

  private final SimulationContext context;
  private final String id;
  private final List<Integer> capacities;
  private final Map<Shape, Long> resized = new HashMap<>();
  private final Map<VertexJob, List<Integer>> seats = new LinkedHashMap<>();
  private ResourceState state = ResourceState.RUNNING;

  VertexResource(SimulationContext context, String id) {
    this.context = context;
    this.id = id;
    this.capacities = new ArrayList<>(context.scenario().capacities());
  }

  String id() {
    return id;
  }

  Shape shapeOf(int pool) {
    return SimulatedVertex.SHAPES.get(pool % context.scenario().shapes());
  }

  /** As it is now. */
  PersistentResource shown() {
    List<ResourcePool> pools = new ArrayList<>();
    for (int i = 0; i < capacities.size(); i++) {
      pools.add(
          context.scenario().is(Trait.AUTOSCALING)
              ? new ResourcePool(
                  name(i),
                  shapeOf(i),
                  Math.max(Math.min(1, capacities.get(i)), used(i)),
                  OptionalLong.of(capacities.get(i)),
                  used(i))
              : new ResourcePool(
                  name(i), shapeOf(i), capacities.get(i), OptionalLong.empty(), used(i)));
    }
    return new PersistentResource(id, state, pools, "", "", false, "", false);
  }

  private static String name(int pool) {
    return "pool-" + pool;
  }

  /** What runs; jobs that just started may be missing. */
  private long used(int pool) {
    long running = 0;
    for (Map.Entry<VertexJob, List<Integer>> seated : seats.entrySet()) {
      VertexJob job = seated.getKey();
      if (job.isAlive() && job.job().is(State.RUNNING) && !isStarting(job)) {
        running += replicas(seated, pool);
      }
    }
    return Math.min(running, capacities.get(pool));
  }

  private static long replicas(Map.Entry<VertexJob, List<Integer>> seated, int pool) {
    List<Demand> demands = seated.getKey().job().demands();
    long replicas = 0;
    for (int i = 0; i < demands.size(); i++) {
      replicas += seated.getValue().get(i) == pool ? demands.get(i).replicas() : 0;
    }
    return replicas;
  }

  private boolean isStarting(VertexJob job) {
    Duration lag = context.scenario().settings().usageLag();
    return job.job()
        .started()
        .filter(start -> start.plus(lag).isAfter(ProcessClock.instant(context.scheduler().now())))
        .isPresent();
  }

  /**
   * A job takes its replicas.
   *
   * @param wanted the resource pool of each worker pool, as we would have it; empty for no wish
   */
  void seat(VertexJob job, List<String> wanted) {
    List<Demand> demands = job.job().demands();
    List<Integer> chosen = new ArrayList<>(Collections.nCopies(demands.size(), NOWHERE));
    seats.put(job, chosen);
    for (int i = 0; i < demands.size(); i++) {
      Demand demand = demands.get(i);
      chosen.set(i, seat(demand, wanted.isEmpty() ? "" : wanted.get(i)));
    }
    job.placed(wanted.equals(chosen.stream().map(VertexResource::name).toList()));
  }

  private int seat(Demand demand, String wanted) {
    List<Integer> roomy = new ArrayList<>();
    int roomiest = NOWHERE;
    for (int i = 0; i < capacities.size(); i++) {
      if (shapeOf(i).equals(demand.shape())) {
        roomiest = roomiest == NOWHERE || free(i) > free(roomiest) ? i : roomiest;
        if (free(i) >= demand.replicas()) {
          roomy.add(i);
        }
      }
    }
    int wish = roomy.stream().filter(pool -> name(pool).equals(wanted)).findFirst().orElse(NOWHERE);
    if (wish != NOWHERE && (roomy.size() == 1 || !context.random().chance(0.1))) {
      return wish;
    }
    return roomy.isEmpty() ? roomiest : context.random().pick(roomy);
  }

  private long free(int pool) {
    long taken = 0;
    for (Map.Entry<VertexJob, List<Integer>> seated : seats.entrySet()) {
      taken += seated.getKey().isAlive() ? replicas(seated, pool) : 0;
    }
    return capacities.get(pool) - taken;
  }

  void become(ResourceState newState) {
    state = newState;
  }

  void resize(int pool, int capacity) {
    if (capacities.set(pool, capacity) != capacity) {
      resized.put(shapeOf(pool), context.scheduler().now());
    }
  }

  /** When a pool of a shape was resized last; -1 for never. */
  long resized(Shape shape) {
    return resized.getOrDefault(shape, -1L);
  }
}
