package dev.slipway.simulation;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.simulation.Faults.Fault;
import dev.slipway.simulation.Outages.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A process' client of Vertex AI: reads are repeated, creating a job is not. */
final class VertexClient implements Jobs {

  /** How much more often than other calls creating goes wrong. */
  private static final double CREATE_WEIGHT = 8;

  private final World world;
  private final Machine machine;

  VertexClient(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
  }

  private <T> T call(String what, Supplier<T> effect, Function<T, String> answer) {
    if (world.outages().isOut(Service.VERTEX)) {
      throw machine.cutOff(what, Service.VERTEX);
    }
    return machine.call(what, 1, effect, answer);
  }

  /** A persistent resource: half of a look. */
  Optional<PersistentResource> resource(String id) {
    ObservedState.Asked asked = machine.knowledge().asks(world.stage().now(), machine.time().now());
    return call(
        "look at resource",
        () -> {
          Optional<PersistentResource> found =
              world.vertex().resource(id).map(VertexResource::shown);
          machine.knowledge().told(id, asked, found);
          return found;
        },
        found -> found.map(VertexClient::describe).orElse(": none"));
  }

  private static String describe(PersistentResource resource) {
    StringBuilder text = new StringBuilder(": ").append(resource.state());
    resource
        .pools()
        .forEach(pool -> text.append(' ').append(pool.used()).append('/').append(pool.capacity()));
    return text.toString();
  }

  @Override
  public List<Job> alive() {
    ObservedState.Asked asked = machine.knowledge().asks(world.stage().now(), machine.time().now());
    List<Job> alive = list("list live jobs", job -> !job.state().isOver());
    machine.knowledge().told(asked, alive);
    return alive;
  }

  @Override
  public List<Job> launchedSince(Instant created) {
    return list(
        "list launched jobs",
        job -> !job.submission().isEmpty() && !job.created().isBefore(created));
  }

  @Override
  public List<Job> ofAttempt(String submission, String attempt) {
    return list(
        "list jobs of " + world.chronicle().alias(submission) + " " + attempt,
        job -> job.submission().equals(submission) && job.attempt().equals(attempt));
  }

  private List<Job> list(String what, Predicate<Job> filter) {
    return call(what, () -> listed(filter), jobs -> ": " + world.chronicle().jobs(jobs));
  }

  private List<Job> listed(Predicate<Job> filter) {
    List<Job> found = new ArrayList<>();
    for (VertexJob job : world.vertex().jobs()) {
      Optional<Job> shown = job.listed(world.stage().now()).filter(filter);
      shown.ifPresent(found::add);
      if (shown.isEmpty() && !job.isDeleted() && filter.test(job.job())) {
        world.chronicle().saw(Sight.JOB_MISSING_FROM_A_LIST);
      }
    }
    return found;
  }

  @Override
  public Optional<Job> find(String name) {
    return call(
        "find job " + world.chronicle().job(name),
        () -> world.vertex().find(name).filter(job -> !job.isDeleted()).map(VertexJob::job),
        found -> found.isPresent() ? "" : ": none");
  }

  @Override
  public Draft draft(CreateRequest request) {
    return deadline -> create(request, deadline);
  }

  private Creation create(CreateRequest request, Duration deadline) {
    long called = world.stage().now();
    world.rules().asks(machine, request.submission(), request.attempt());
    String what = "create job of " + world.chronicle().alias(request.submission());
    Fault fault = machine.begin(what, CREATE_WEIGHT);
    boolean isLate =
        world.stage().now() - called > deadline.toNanos() / 1000
            || machine.knowledge().isOutOfTime();
    if (isLate) {
      world.chronicle().saw(Sight.STALLED_BEFORE_CREATE);
    }
    if (world.outages().isOut(Service.VERTEX)) {
      machine.knowledge().cutOffFromVertex();
      return unknown(what + " arrives nowhere", Sight.CREATE_CALL_LOST);
    }
    if (world.curses().isOnCreate(request.submission())) {
      world.chronicle().note(machine.name(), what + ": INTERNAL");
      machine.end(fault);
      return new Creation.Unknown("INTERNAL", "Internal error encountered.");
    }
    if (fault == Fault.FAILS) {
      return unknown(what + " arrives nowhere", Sight.CREATE_CALL_LOST);
    }
    if (world.faults().chance(0.08 * world.scenario().trouble())) {
      return refused(what);
    }
    List<Demand> demands = world.schema().check(request.document()).spec().requirements().demands();
    VertexJob job = world.vertex().create(request, demands, machine, isLate);
    world
        .chronicle()
        .note(machine.name(), what + ": " + world.chronicle().job(job) + (isLate ? ", late" : ""));
    world.rules().created(machine, job);
    world.cloud().live(job);
    if (fault == Fault.LOSES_ITS_ANSWER) {
      return unknown("its answer is lost", Sight.CREATE_ANSWER_LOST);
    }
    machine.end(fault);
    boolean isOverdue = world.stage().now() - called > deadline.toNanos() / 1000;
    return isOverdue && world.dice().chance(0.5)
        ? unknown("its answer comes too late", Sight.CREATE_ANSWER_LOST)
        : new Creation.Created(job.name(), job.job().state());
  }

  private Creation unknown(String what, Sight sight) {
    machine.knowledge().disturb();
    world.chronicle().note(machine.name(), what);
    world.chronicle().saw(sight);
    machine.sleep(world.dice().latency());
    return new Creation.Unknown("UNAVAILABLE", "connection reset");
  }

  private Creation refused(String what) {
    machine.knowledge().disturb();
    Creation.Refusal refusal =
        world
            .dice()
            .pick(
                List.of(
                    Creation.Refusal.FOR_NOW,
                    Creation.Refusal.FOR_NOW,
                    Creation.Refusal.UNTIL_SOMEBODY_ACTS,
                    Creation.Refusal.FOR_GOOD));
    world.chronicle().note(machine.name(), what + ": refused " + refusal);
    world.chronicle().saw(Sight.CREATE_REFUSED);
    machine.sleep(world.dice().latency());
    return new Creation.Refused(refusal, refusal.name(), "refused");
  }

  @Override
  public void cancel(String name) {
    String of = world.vertex().find(name).map(job -> job.job().submission()).orElse("");
    if (world.curses().isOnCancel(of)) {
      throw machine.refused("cancel " + world.chronicle().job(name), "503");
    }
    call(
        "cancel " + world.chronicle().job(name),
        () -> {
          world.vertex().find(name).ifPresent(this::cancelled);

          return true;
        },
        done -> "");
  }

  private void cancelled(VertexJob job) {
    world.rules().cancelled(job);
    job.askToCancel();
    world.cloud().cancel(job);
  }
}
