package dev.slipway.simulation;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.simulation.Faults.CallFault;
import dev.slipway.simulation.ServiceOutage.Service;
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

  private final SimulationContext context;
  private final SimulatedProcess process;

  VertexClient(SimulationContext context, SimulatedProcess process) {
    this.context = context;
    this.process = process;
  }

  private <T> T call(String what, Supplier<T> effect, Function<T, String> answer) {
    if (context.outage().isOut(Service.VERTEX)) {
      throw process.cutOff(what, Service.VERTEX);
    }
    return process.call(what, 1, effect, answer);
  }

  /** A persistent resource: half of a look. */
  Optional<PersistentResource> resource(String id) {
    ObservedState.RequestTime asked =
        process.observations().asks(context.scheduler().now(), process.clock().now());
    return call(
        "look at resource",
        () -> {
          Optional<PersistentResource> found =
              context.vertex().resource(id).map(VertexResource::shown);
          process.observations().told(id, asked, found);
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
    ObservedState.RequestTime asked =
        process.observations().asks(context.scheduler().now(), process.clock().now());
    List<Job> alive = list("list live jobs", job -> !job.isOver());
    process.observations().told(asked, alive);
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
        "list jobs of " + context.trace().alias(submission) + " " + attempt,
        job -> job.submission().equals(submission) && job.attempt().equals(attempt));
  }

  private List<Job> list(String what, Predicate<Job> filter) {
    return call(what, () -> listed(filter), jobs -> ": " + context.trace().jobs(jobs));
  }

  private List<Job> listed(Predicate<Job> filter) {
    List<Job> found = new ArrayList<>();
    for (VertexJob job : context.vertex().jobs()) {
      Optional<Job> shown = job.listed(context.scheduler().now()).filter(filter);
      shown.ifPresent(found::add);
      if (shown.isEmpty() && !job.isDeleted() && filter.test(job.job())) {
        context.trace().covered(CoveragePoint.JOB_MISSING_FROM_A_LIST);
      }
    }
    return found;
  }

  @Override
  public Optional<Job> find(String name) {
    return call(
        "find job " + context.trace().job(name),
        () -> context.vertex().find(name).filter(job -> !job.isDeleted()).map(VertexJob::job),
        found -> found.isPresent() ? "" : ": none");
  }

  @Override
  public Draft draft(CreateRequest request) {
    return deadline -> create(request, deadline);
  }

  private Creation create(CreateRequest request, Duration deadline) {
    long called = context.scheduler().now();
    context.rules().asks(process, request.submission(), request.attempt());
    String what = "create job of " + context.trace().alias(request.submission());
    CallFault fault = process.begin(what, CREATE_WEIGHT);
    boolean isLate =
        context.scheduler().now() - called > deadline.toNanos() / 1000
            || process.observations().isOutOfTime();
    if (isLate) {
      context.trace().covered(CoveragePoint.STALLED_BEFORE_CREATE);
    }
    if (context.outage().isOut(Service.VERTEX)) {
      process.observations().cutOffFromVertex();
      return unknown(what + " arrives nowhere", CoveragePoint.CREATE_CALL_LOST);
    }
    if (context.stickyFailure().isOnCreate(request.submission())) {
      context.trace().record(process.name(), what + ": INTERNAL");
      process.end(fault);
      return new Creation.Unknown("INTERNAL", "Internal error encountered.");
    }
    if (fault == CallFault.FAILS) {
      return unknown(what + " arrives nowhere", CoveragePoint.CREATE_CALL_LOST);
    }
    if (context.faults().chance(0.08 * context.scenario().trouble())) {
      return refused(what);
    }
    List<Demand> demands =
        context.schema().check(request.document()).spec().requirements().demands();
    VertexJob job = context.vertex().create(request, demands, process, isLate);
    context
        .trace()
        .record(process.name(), what + ": " + context.trace().job(job) + (isLate ? ", late" : ""));
    context.rules().created(process, job);
    context.vertexActivity().live(job);
    if (fault == CallFault.LOSES_ITS_ANSWER) {
      return unknown("its answer is lost", CoveragePoint.CREATE_ANSWER_LOST);
    }
    process.end(fault);
    boolean isOverdue = context.scheduler().now() - called > deadline.toNanos() / 1000;
    return isOverdue && context.random().chance(0.5)
        ? unknown("its answer comes too late", CoveragePoint.CREATE_ANSWER_LOST)
        : new Creation.Created(job.name(), job.job().shownState());
  }

  private Creation unknown(String what, CoveragePoint point) {
    process.observations().disturb();
    context.trace().record(process.name(), what);
    context.trace().covered(point);
    process.sleep(context.random().latency());
    return new Creation.Unknown("UNAVAILABLE", "connection reset");
  }

  private Creation refused(String what) {
    process.observations().disturb();
    Creation.Refusal refusal =
        context
            .random()
            .pick(
                List.of(
                    Creation.Refusal.FOR_NOW,
                    Creation.Refusal.FOR_NOW,
                    Creation.Refusal.UNTIL_SOMEBODY_ACTS,
                    Creation.Refusal.FOR_GOOD));
    context.trace().record(process.name(), what + ": refused " + refusal);
    context.trace().covered(CoveragePoint.CREATE_REFUSED);
    process.sleep(context.random().latency());
    return new Creation.Refused(refusal, refusal.name(), "refused");
  }

  @Override
  public void cancel(String name) {
    String of = context.vertex().find(name).map(job -> job.job().submission()).orElse("");
    if (context.stickyFailure().isOnCancel(of)) {
      throw process.refused("cancel " + context.trace().job(name), "503");
    }
    call(
        "cancel " + context.trace().job(name),
        () -> {
          context.vertex().find(name).ifPresent(this::cancelled);

          return true;
        },
        done -> "");
  }

  private void cancelled(VertexJob job) {
    context.rules().cancelled(job);
    job.askToCancel();
    context.vertexActivity().cancel(job);
  }
}
