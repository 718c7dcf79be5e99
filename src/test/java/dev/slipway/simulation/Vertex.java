package dev.slipway.simulation;

import dev.slipway.dispatch.Job;
import dev.slipway.dispatch.Jobs;
import dev.slipway.pool.Demand;
import dev.slipway.pool.JobState;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Vertex AI's own book: one persistent resource, and all jobs there ever were. */
final class Vertex {

  static final List<Shape> SHAPES = List.of(Shape.of("n1-standard-4"), Shape.of("n1-standard-8"));

  private final World world;
  private final List<Integer> capacities;
  private final Map<String, VertexJob> jobs = new LinkedHashMap<>();
  private ResourceState state = ResourceState.RUNNING;

  Vertex(World world) {
    this.world = world;
    this.capacities = new ArrayList<>(world.scenario().capacities());
  }

  Shape shapeOf(int pool) {
    return SHAPES.get(pool % world.scenario().shapes());
  }

  /** The persistent resource as it is now. */
  PersistentResource resource() {
    List<ResourcePool> pools = new ArrayList<>();
    for (int i = 0; i < capacities.size(); i++) {
      pools.add(
          new ResourcePool(
              "pool-" + i, shapeOf(i), capacities.get(i), OptionalLong.empty(), used(i)));
    }
    return new PersistentResource(Scenario.RESOURCE, state, pools, "", "", false, "", false);
  }

  /** What runs, spread over the pools of its shape; jobs that just started may be missing. */
  private long used(int pool) {
    Shape shape = shapeOf(pool);
    long running =
        jobs.values().stream()
            .filter(job -> job.isAlive() && job.job().state() == JobState.RUNNING)
            .filter(job -> !isStarting(job.job()))
            .mapToLong(job -> job.replicas(shape))
            .sum();
    for (int i = 0; i < pool; i++) {
      running -= shapeOf(i).equals(shape) ? Math.min(running, capacities.get(i)) : 0;
    }
    return Math.min(running, capacities.get(pool));
  }

  private boolean isStarting(Job job) {
    return job.started()
        .filter(
            start ->
                start
                    .plus(world.scenario().settings().usageLag())
                    .isAfter(MachineTime.instant(world.stage().now())))
        .isPresent();
  }

  void become(ResourceState newState) {
    state = newState;
  }

  void resize(int pool, int capacity) {
    capacities.set(pool, capacity);
  }

  /** A job that a process of ours asked for. */
  VertexJob create(Jobs.Request request, List<Demand> demands, Machine creator, boolean isLate) {
    return add(demands, request.submission(), request.attempt(), Optional.of(creator), isLate);
  }

  /** Somebody else's job. */
  VertexJob createForeign(List<Demand> demands) {
    return add(demands, "", "", Optional.empty(), false);
  }

  private VertexJob add(
      List<Demand> demands,
      String submission,
      String attempt,
      Optional<Machine> creator,
      boolean isLate) {
    long now = world.stage().now();
    String name = "projects/1/locations/here/customJobs/" + (jobs.size() + 1);
    long lag = world.faults().areOver() ? 0 : world.scenario().listLag();
    long listedFrom = now + (world.dice().chance(0.5) ? 0 : world.dice().between(0, lag));
    Job job =
        new Job(
            name,
            JobState.PENDING,
            Scenario.RESOURCE,
            demands,
            MachineTime.instant(now),
            Optional.empty(),
            submission,
            attempt,
            "");
    VertexJob kept = new VertexJob(job, now, listedFrom, creator, isLate);
    jobs.put(name, kept);
    return kept;
  }

  /** A job changes. */
  void become(VertexJob job, JobState newState, String error) {
    if (!job.isAlive()) {
      return;
    }
    long now = world.stage().now();
    long lag = world.faults().areOver() ? 0 : Math.min(world.scenario().listLag(), 3 * Dice.SECOND);
    job.become(newState, MachineTime.instant(now), error, now + world.dice().between(0, lag));
    world.chronicle().note("vertex", world.chronicle().job(job) + " is " + newState);
  }

  /** All jobs there ever were. */
  Iterable<VertexJob> jobs() {
    return jobs.values();
  }

  Optional<VertexJob> find(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  /** All jobs there ever were of one submission. */
  List<VertexJob> of(String submission) {
    return jobs.values().stream().filter(job -> job.job().submission().equals(submission)).toList();
  }
}
