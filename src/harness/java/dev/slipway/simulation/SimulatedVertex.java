package dev.slipway.simulation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.simulation.time.SeededRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vertex AI's own state: the persistent resources, and all jobs there ever were. */
final class SimulatedVertex {

  static final List<Shape> SHAPES = List.of(Shape.of("n1-standard-4"), Shape.of("n1-standard-8"));

  private final SimulationContext context;
  private final List<VertexResource> resources;
  private final Map<String, VertexJob> jobs = new LinkedHashMap<>();

  SimulatedVertex(SimulationContext context) {
    this.context = context;
    this.resources =
        context.scenario().resources().stream().map(id -> new VertexResource(context, id)).toList();
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
      Jobs.CreateRequest request, List<Demand> demands, SimulatedProcess creator, boolean isLate) {
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
        context
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
      Optional<SimulatedProcess> creator,
      boolean isLate) {
    long now = context.scheduler().now();
    String name = "projects/1/locations/here/customJobs/" + (jobs.size() + 1);
    long lag = context.faults().areOver() ? 0 : context.scenario().listLag();
    long listedFrom = now + (context.random().chance(0.5) ? 0 : context.random().between(0, lag));
    Job job =
        new Job(
            name,
            Optional.of(State.PENDING),
            resource.id(),
            demands,
            ProcessClock.instant(now),
            Optional.empty(),
            submission,
            attempt,
            "");
    long markedBy =
        creator
            .flatMap(it -> it.observations().launching())
            .map(it -> it.snapshot().at())
            .orElse(now);
    VertexJob kept = new VertexJob(job, now, listedFrom, creator, isLate, markedBy);
    jobs.put(name, kept);
    return kept;
  }

  /** A job changes. */
  void become(VertexJob job, State newState, String error) {
    if (!job.isAlive()) {
      return;
    }
    long now = context.scheduler().now();
    long lag =
        context.faults().areOver()
            ? 0
            : Math.min(context.scenario().listLag(), 3 * SeededRandom.SECOND);
    job.become(newState, ProcessClock.instant(now), error, now + context.random().between(0, lag));
    context.trace().record("vertex", context.trace().job(job) + " is " + newState);
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
