package dev.slipway.simulation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobState;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vertex AI's own book: the persistent resources, and all jobs there ever were. */
final class Vertex {

  static final List<Shape> SHAPES = List.of(Shape.of("n1-standard-4"), Shape.of("n1-standard-8"));

  private final World world;
  private final List<VertexResource> resources;
  private final Map<String, VertexJob> jobs = new LinkedHashMap<>();

  Vertex(World world) {
    this.world = world;
    this.resources =
        world.scenario().resources().stream().map(id -> new VertexResource(world, id)).toList();
  }

  /** All persistent resources. */
  List<VertexResource> resources() {
    return resources;
  }

  Optional<VertexResource> resource(String id) {
    return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
  }

  /** A job that a process of ours asked for. */
  VertexJob create(
      Jobs.CreateRequest request, List<Demand> demands, Machine creator, boolean isLate) {
    VertexResource resource = resource(request.resource()).orElseThrow();
    VertexJob job =
        add(
            resource,
            demands,
            request.submission(),
            request.attempt(),
            Optional.of(creator),
            isLate);
    resource.seat(
        job,
        world
            .records()
            .find(request.submission())
            .map(record -> record.progress().attempt().placement())
            .filter(placement -> placement.size() == demands.size())
            .orElse(List.of()));
    return job;
  }

  /** Somebody else's job. */
  VertexJob createForeign(VertexResource resource, List<Demand> demands) {
    VertexJob job = add(resource, demands, "", "", Optional.empty(), false);
    resource.seat(job, List.of());
    return job;
  }

  private VertexJob add(
      VertexResource resource,
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
            resource.id(),
            demands,
            MachineTime.instant(now),
            Optional.empty(),
            submission,
            attempt,
            "");
    long markedBy =
        creator.flatMap(it -> it.knowledge().launching()).map(it -> it.snapshot().at()).orElse(now);
    VertexJob kept = new VertexJob(job, now, listedFrom, creator, isLate, markedBy);
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
