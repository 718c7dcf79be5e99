package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ResourceState;
import dev.slipway.simulation.time.SeededRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What happens in Vertex AI by itself: jobs run and end, others come and go, the resource changes.
 */
final class VertexActivity {

  private final SimulationContext context;
  private final List<VertexJob> foreign = new ArrayList<>();

  /** The largest that each pool of each persistent resource ever was. */
  private final Map<VertexResource, List<Integer>> largest = new LinkedHashMap<>();

  VertexActivity(SimulationContext context) {
    this.context = context;
    for (VertexResource resource : context.vertex().resources()) {
      largest.put(resource, new ArrayList<>(context.scenario().capacities()));
    }
  }

  /** Plans all that will happen while things go wrong. */
  void plan() {
    SeededRandom random = context.random();
    double trouble = context.scenario().trouble();
    long end = context.scenario().minutes() * SeededRandom.MINUTE;
    for (int minute = 0; minute < context.scenario().minutes(); minute++) {
      if (random.chance(0.25 * trouble)) {
        context.scheduler().at(random.between(0, end), this::foreignJob);
      }
      if (random.chance(0.1 * trouble)) {
        context.scheduler().at(random.between(0, end), this::disturbResource);
      }
      if (random.chance(0.1 * trouble)) {
        context.scheduler().at(random.between(0, end), this::resize);
      }
      if (random.chance(0.15 * trouble)) {
        context.scheduler().at(random.between(0, end), this::meddle);
      }
    }
  }

  /** Everything foreign goes, and the resource is as large as it ever was. */
  void calm() {
    foreign.forEach(job -> context.vertex().become(job, State.SUCCEEDED, ""));
    largest.forEach(
        (resource, sizes) -> {
          resource.become(ResourceState.RUNNING);
          for (int i = 0; i < sizes.size(); i++) {
            resource.resize(i, sizes.get(i));
          }
        });
  }

  private void foreignJob() {
    SeededRandom random = context.random();
    int shape = random.number(0, context.scenario().shapes() - 1);
    List<Demand> demands =
        List.of(new Demand(SimulatedVertex.SHAPES.get(shape), random.number(1, 3)));
    VertexResource resource = random.pick(context.vertex().resources());
    VertexJob job = context.vertex().createForeign(resource, demands);
    foreign.add(job);
    context.trace().record("others", "create " + context.trace().job(job));
    live(job);
  }

  private void disturbResource() {
    SeededRandom random = context.random();
    ResourceState state =
        random.pick(
            List.of(
                ResourceState.UPDATING,
                ResourceState.REBOOTING,
                ResourceState.REBOOTING,
                ResourceState.ERROR));
    VertexResource resource = random.pick(context.vertex().resources());
    resource.become(state);
    context.trace().record("vertex", resource.id() + " is " + state);
    if (!state.takesJobs()) {
      context.trace().covered(CoveragePoint.RESOURCE_NOT_READY);
    }
    context
        .scheduler()
        .in(
            random.between(5 * SeededRandom.SECOND, 3 * SeededRandom.MINUTE),
            () -> {
              resource.become(ResourceState.RUNNING);
              context.trace().record("vertex", resource.id() + " is RUNNING");
            });
  }

  private void resize() {
    SeededRandom random = context.random();
    int pool = random.number(0, context.scenario().capacities().size() - 1);
    int usual = context.scenario().capacities().get(pool);
    int capacity = random.number(0, usual + 2);
    VertexResource resource = random.pick(context.vertex().resources());
    resource.resize(pool, capacity);
    List<Integer> sizes = Objects.requireNonNull(largest.get(resource));
    sizes.set(pool, Math.max(sizes.get(pool), capacity));
    context
        .trace()
        .record("people", "resize " + resource.id() + " pool-" + pool + " to " + capacity);
    context.trace().covered(CoveragePoint.RESOURCE_RESIZED);
  }

  /** Somebody cancels a job of ours, or deletes one whose name we know. */
  private void meddle() {
    List<VertexJob> ours = new ArrayList<>();
    context.vertex().jobs().forEach(job -> add(ours, job));
    if (ours.isEmpty()) {
      return;
    }
    VertexJob job = context.random().pick(ours);
    if (context.random().chance(0.5)) {
      cancel(job);
    } else if (context.records().isNamed(job)) {
      context.trace().record("people", "delete " + context.trace().job(job));
      context.trace().covered(CoveragePoint.JOB_DELETED_BY_PEOPLE);
      job.delete();
    }
  }

  private static void add(List<VertexJob> ours, VertexJob job) {
    if (job.isOurs() && !job.isDeleted()) {
      ours.add(job);
    }
  }

  /** A job begins its life. */
  void live(VertexJob job) {
    SeededRandom random = context.random();
    if (random.chance(0.15)) {
      context.trace().covered(CoveragePoint.JOB_ENDED_WITHIN_SECONDS);
      context.scheduler().in(random.between(0, 3 * SeededRandom.SECOND), () -> end(job));
      return;
    }
    long most = context.faults().areOver() ? 5 * SeededRandom.SECOND : 40 * SeededRandom.SECOND;
    context.scheduler().in(random.between(100 * SeededRandom.MILLI, most), () -> run(job));
  }

  private void run(VertexJob job) {
    if (job.job().is(State.PENDING)) {
      context.vertex().become(job, State.RUNNING, "");
    }
    SeededRandom random = context.random();
    if (random.chance(0.1)) {
      flap(job);
    }
    boolean runsLong = context.stickyFailure().makesRunLong(job.job().submission());
    if (runsLong || (!context.faults().areOver() && random.chance(0.05))) {
      runLong(job);
      return;
    }
    long most = context.faults().areOver() ? 40 * SeededRandom.SECOND : 5 * SeededRandom.MINUTE;
    context.scheduler().in(random.between(SeededRandom.SECOND, most), () -> end(job));
  }

  /** It runs for longer than any sweep takes to see it, and may be unwanted long before its end. */
  private void runLong(VertexJob job) {
    SeededRandom random = context.random();
    context
        .scheduler()
        .in(random.between(15 * SeededRandom.MINUTE, 25 * SeededRandom.MINUTE), () -> end(job));
    if (random.chance(0.3)) {
      long at = random.between(SeededRandom.SECOND, 3 * SeededRandom.MINUTE);
      context.scheduler().in(at, () -> context.users().deleteSpecOf(job.job().submission()));
    }
  }

  /** It goes through other states, and runs again. */
  private void flap(VertexJob job) {
    SeededRandom random = context.random();
    State other = random.pick(List.of(State.PAUSED, State.UPDATING, State.QUEUED));
    long from = random.between(SeededRandom.SECOND, SeededRandom.MINUTE);
    context.scheduler().in(from, () -> become(job, State.RUNNING, other));
    long until = from + random.between(SeededRandom.SECOND, SeededRandom.MINUTE);
    context.scheduler().in(until, () -> become(job, other, State.RUNNING));
  }

  private void become(VertexJob job, State from, State to) {
    if (job.job().is(from)) {
      context.vertex().become(job, to, "");
    }
  }

  /** Once nothing goes wrong any more, only jobs that a submission names end by themselves. */
  private void end(VertexJob job) {
    if (context.faults().areOver() && job.isOurs() && !context.records().isNamed(job)) {
      context.scheduler().in(10 * SeededRandom.SECOND, () -> end(job));
      return;
    }
    State state =
        context
            .random()
            .pick(
                List.of(
                    State.SUCCEEDED,
                    State.SUCCEEDED,
                    State.FAILED,
                    State.EXPIRED,
                    State.PARTIALLY_SUCCEEDED));
    context.vertex().become(job, state, state == State.FAILED ? "exit code 1" : "");
  }

  /** A job is cancelled, which takes a while. */
  void cancel(VertexJob job) {
    if (!job.isAlive() || job.job().is(State.CANCELLING)) {
      return;
    }
    context.vertex().become(job, State.CANCELLING, "");
    context
        .scheduler()
        .in(
            context.random().between(SeededRandom.SECOND, 20 * SeededRandom.SECOND),
            () -> context.vertex().become(job, State.CANCELLED, "cancelled"));
  }
}
