package dev.slipway.simulation;

import dev.slipway.dispatch.model.JobState;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ResourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What happens in Vertex AI by itself: jobs run and end, others come and go, the resource changes.
 */
final class Cloud {

  private final World world;
  private final List<VertexJob> foreign = new ArrayList<>();

  /** The largest that each pool of each persistent resource ever was. */
  private final Map<VertexResource, List<Integer>> largest = new LinkedHashMap<>();

  Cloud(World world) {
    this.world = world;
    for (VertexResource resource : world.vertex().resources()) {
      largest.put(resource, new ArrayList<>(world.scenario().capacities()));
    }
  }

  /** Plans all that will happen while things go wrong. */
  void plan() {
    Dice dice = world.dice();
    double trouble = world.scenario().trouble();
    long end = world.scenario().minutes() * Dice.MINUTE;
    for (int minute = 0; minute < world.scenario().minutes(); minute++) {
      if (dice.chance(0.25 * trouble)) {
        world.stage().at(dice.between(0, end), this::foreignJob);
      }
      if (dice.chance(0.1 * trouble)) {
        world.stage().at(dice.between(0, end), this::disturbResource);
      }
      if (dice.chance(0.1 * trouble)) {
        world.stage().at(dice.between(0, end), this::resize);
      }
      if (dice.chance(0.15 * trouble)) {
        world.stage().at(dice.between(0, end), this::meddle);
      }
    }
  }

  /** Everything foreign goes, and the resource is as large as it ever was. */
  void calm() {
    foreign.forEach(job -> world.vertex().become(job, JobState.SUCCEEDED, ""));
    largest.forEach(
        (resource, sizes) -> {
          resource.become(ResourceState.RUNNING);
          for (int i = 0; i < sizes.size(); i++) {
            resource.resize(i, sizes.get(i));
          }
        });
  }

  private void foreignJob() {
    Dice dice = world.dice();
    int shape = dice.number(0, world.scenario().shapes() - 1);
    List<Demand> demands = List.of(new Demand(Vertex.SHAPES.get(shape), dice.number(1, 3)));
    VertexResource resource = dice.pick(world.vertex().resources());
    VertexJob job = world.vertex().createForeign(resource, demands);
    foreign.add(job);
    world.chronicle().note("others", "create " + world.chronicle().job(job));
    live(job);
  }

  private void disturbResource() {
    Dice dice = world.dice();
    ResourceState state =
        dice.pick(
            List.of(
                ResourceState.UPDATING,
                ResourceState.REBOOTING,
                ResourceState.REBOOTING,
                ResourceState.ERROR));
    VertexResource resource = dice.pick(world.vertex().resources());
    resource.become(state);
    world.chronicle().note("vertex", resource.id() + " is " + state);
    if (!state.takesJobs()) {
      world.chronicle().saw(Sight.RESOURCE_NOT_READY);
    }
    world
        .stage()
        .in(
            dice.between(5 * Dice.SECOND, 3 * Dice.MINUTE),
            () -> {
              resource.become(ResourceState.RUNNING);
              world.chronicle().note("vertex", resource.id() + " is RUNNING");
            });
  }

  private void resize() {
    Dice dice = world.dice();
    int pool = dice.number(0, world.scenario().capacities().size() - 1);
    int usual = world.scenario().capacities().get(pool);
    int capacity = dice.number(0, usual + 2);
    VertexResource resource = dice.pick(world.vertex().resources());
    resource.resize(pool, capacity);
    List<Integer> sizes = Objects.requireNonNull(largest.get(resource));
    sizes.set(pool, Math.max(sizes.get(pool), capacity));
    world
        .chronicle()
        .note("people", "resize " + resource.id() + " pool-" + pool + " to " + capacity);
    world.chronicle().saw(Sight.RESOURCE_RESIZED);
  }

  /** Somebody cancels a job of ours, or deletes one whose name we know. */
  private void meddle() {
    List<VertexJob> ours = new ArrayList<>();
    world.vertex().jobs().forEach(job -> add(ours, job));
    if (ours.isEmpty()) {
      return;
    }
    VertexJob job = world.dice().pick(ours);
    if (world.dice().chance(0.5)) {
      cancel(job);
    } else if (world.records().isNamed(job)) {
      world.chronicle().note("people", "delete " + world.chronicle().job(job));
      world.chronicle().saw(Sight.JOB_DELETED_BY_PEOPLE);
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
    Dice dice = world.dice();
    if (dice.chance(0.15)) {
      world.chronicle().saw(Sight.JOB_ENDED_WITHIN_SECONDS);
      world.stage().in(dice.between(0, 3 * Dice.SECOND), () -> end(job));
      return;
    }
    long most = world.faults().areOver() ? 5 * Dice.SECOND : 40 * Dice.SECOND;
    world.stage().in(dice.between(100 * Dice.MILLI, most), () -> run(job));
  }

  private void run(VertexJob job) {
    if (job.job().state() == JobState.PENDING) {
      world.vertex().become(job, JobState.RUNNING, "");
    }
    Dice dice = world.dice();
    if (dice.chance(0.1)) {
      flap(job);
    }
    boolean runsLong = world.curses().makesRunLong(job.job().submission());
    if (runsLong || (!world.faults().areOver() && dice.chance(0.05))) {
      runLong(job);
      return;
    }
    long most = world.faults().areOver() ? 40 * Dice.SECOND : 5 * Dice.MINUTE;
    world.stage().in(dice.between(Dice.SECOND, most), () -> end(job));
  }

  /** It runs for longer than any sweep takes to see it, and may be unwanted long before its end. */
  private void runLong(VertexJob job) {
    Dice dice = world.dice();
    world.stage().in(dice.between(15 * Dice.MINUTE, 25 * Dice.MINUTE), () -> end(job));
    if (dice.chance(0.3)) {
      long at = dice.between(Dice.SECOND, 3 * Dice.MINUTE);
      world.stage().in(at, () -> world.people().deleteSpecOf(job.job().submission()));
    }
  }

  /** It goes through other states, and runs again. */
  private void flap(VertexJob job) {
    Dice dice = world.dice();
    JobState other = dice.pick(List.of(JobState.PAUSED, JobState.UPDATING, JobState.QUEUED));
    long from = dice.between(Dice.SECOND, Dice.MINUTE);
    world.stage().in(from, () -> become(job, JobState.RUNNING, other));
    long until = from + dice.between(Dice.SECOND, Dice.MINUTE);
    world.stage().in(until, () -> become(job, other, JobState.RUNNING));
  }

  private void become(VertexJob job, JobState from, JobState to) {
    if (job.job().state() == from) {
      world.vertex().become(job, to, "");
    }
  }

  /** Once nothing goes wrong any more, only jobs that a submission names end by themselves. */
  private void end(VertexJob job) {
    if (world.faults().areOver() && job.isOurs() && !world.records().isNamed(job)) {
      world.stage().in(10 * Dice.SECOND, () -> end(job));
      return;
    }
    JobState state =
        world
            .dice()
            .pick(
                List.of(
                    JobState.SUCCEEDED,
                    JobState.SUCCEEDED,
                    JobState.FAILED,
                    JobState.EXPIRED,
                    JobState.PARTIALLY_SUCCEEDED));
    world.vertex().become(job, state, state == JobState.FAILED ? "exit code 1" : "");
  }

  /** A job is cancelled, which takes a while. */
  void cancel(VertexJob job) {
    if (!job.isAlive() || job.job().state() == JobState.CANCELLING) {
      return;
    }
    world.vertex().become(job, JobState.CANCELLING, "");
    world
        .stage()
        .in(
            world.dice().between(Dice.SECOND, 20 * Dice.SECOND),
            () -> world.vertex().become(job, JobState.CANCELLED, "cancelled"));
  }
}
