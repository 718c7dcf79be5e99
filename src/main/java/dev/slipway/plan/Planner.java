package dev.slipway.plan;

import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Taken;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import dev.slipway.spec.Requirements;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for a whole queue at once. Each submission in turn sees what those before it left: what
 * they are launched on, and what is kept for them while they wait. So nobody is overtaken for the
 * replicas it waits for, and who needs other pools goes ahead.
 */
public final class Planner {

  private final Situation situation;
  private final PersistentResource resource;
  private final PoolIndex index;
  private final Fit fit;

  /** Replicas nobody has taken, by pool. */
  private final Map<String, Long> free = new HashMap<>();

  /** Of the free ones, those kept for submissions further ahead that wait. */
  private final Map<String, Long> kept = new HashMap<>();

  /** How many submissions further ahead keep some, by pool. */
  private final Map<String, Integer> keepers = new HashMap<>();

  private int launchesLeft;

  private Planner(Situation situation) {
    this.situation = situation;
    this.resource = situation.resource();
    this.index = new PoolIndex(resource);
    this.fit = new Fit(resource, index);
    this.launchesLeft = situation.launchesLeft();
    for (ResourcePool pool : resource.pools()) {
      free.put(pool.id(), pool.capacity() - takenOf(pool).total());
    }
  }

  /** A decision for each submission, in the order of the queue, by its ID. */
  public static Map<String, Decision> plan(Situation situation, List<Waiting> queue) {
    Planner planner = new Planner(situation);
    Map<String, Decision> decisions = new LinkedHashMap<>();
    queue.stream()
        .sorted(Waiting.ORDER)
        .forEach(waiting -> decisions.put(waiting.id(), planner.decide(waiting)));
    return decisions;
  }

  private Decision decide(Waiting waiting) {
    if (!resource.state().takesJobs()) {
      return notReady();
    }
    List<Problem> misfits = fit.problems(waiting.requirements());
    if (!misfits.isEmpty()) {
      return misfit(waiting, misfits);
    }
    if (waiting.retryAt().isAfter(situation.now())) {
      return backingOff(waiting);
    }
    return place(waiting.requirements());
  }

  private Decision notReady() {
    ProblemCode code =
        resource.state().passes()
            ? ProblemCode.RESOURCE_NOT_READY
            : ProblemCode.RESOURCE_NEEDS_ATTENTION;
    Problem problem =
        Problem.of(code, "", "resource", resource.id(), "state", resource.state().name());
    return resource.state().passes()
        ? new Decision.Wait(List.of(problem), List.of())
        : new Decision.Wait(List.of(), List.of(problem));
  }

  /**
   * Rejected at the first decision only: what once fitted may fit again when the resource is
   * changed back.
   */
  private Decision misfit(Waiting waiting, List<Problem> misfits) {
    boolean reject = !waiting.decided() && resource.state() == ResourceState.RUNNING;
    return reject ? new Decision.Reject(misfits) : new Decision.Wait(List.of(), misfits);
  }

  /** Keeps its place in the queue, but nothing is kept for it. */
  private static Decision backingOff(Waiting waiting) {
    return new Decision.Wait(
        List.of(
            Problem.of(
                ProblemCode.BACKING_OFF,
                "",
                "until",
                waiting.retryAt(),
                "times",
                waiting.refusals())),
        List.of());
  }

  private Decision place(Requirements requirements) {
    Optional<List<String>> pools = new Charge(index, room()).place(requirements.demands());
    if (pools.isEmpty()) {
      return full(requirements);
    }
    if (launchesLeft == 0) {
      keep(requirements.demands(), pools.get());
      return new Decision.Wait(
          List.of(Problem.of(ProblemCode.PACED, "", "perMinute", situation.launchesPerMinute())),
          List.of());
    }
    launchesLeft--;
    for (int i = 0; i < pools.get().size(); i++) {
      free.merge(pools.get().get(i), -requirements.demands().get(i).replicas(), Long::sum);
    }
    return new Decision.Launch(pools.get());
  }

  private Map<String, Long> room() {
    Map<String, Long> room = new HashMap<>(free);
    kept.forEach((pool, replicas) -> room.merge(pool, -replicas, Long::sum));
    return room;
  }

  private Decision full(Requirements requirements) {
    List<Problem> reasons = shortfalls(requirements);
    if (situation.rejectWhenFull()) {
      return new Decision.Reject(reasons);
    }
    keepFor(requirements.demands());
    return new Decision.Wait(reasons, List.of());
  }

  /**
   * What is short of what is free; where nothing is, what is short of what is free and not kept for
   * others.
   */
  private List<Problem> shortfalls(Requirements requirements) {
    List<Problem> full =
        new Charge(index, free)
            .shortfalls(requirements.workerPools()).stream().map(this::full).toList();
    return !full.isEmpty()
        ? full
        : new Charge(index, room())
            .shortfalls(requirements.workerPools()).stream().map(this::reserved).toList();
  }

  private Problem full(Charge.Shortfall shortfall) {
    ResourcePool pool = shortfall.pool();
    Taken taken = takenOf(pool);
    long asked = shortfall.workerPool().demand().replicas();
    long soon = pool.capacity() - taken.inUse() - free.getOrDefault(pool.id(), 0L);
    return Problem.of(
        ProblemCode.POOL_FULL,
        shortfall.workerPool().where(),
        "pool",
        pool.id(),
        "asked",
        asked,
        "capacity",
        pool.capacity(),
        "inUse",
        taken.inUse(),
        "soon",
        soon,
        "earlier",
        shortfall.earlier(),
        "missing",
        asked + taken.inUse() + soon + shortfall.earlier() - pool.capacity());
  }

  private Problem reserved(Charge.Shortfall shortfall) {
    String pool = shortfall.pool().id();
    return Problem.of(
        ProblemCode.POOL_RESERVED,
        shortfall.workerPool().where(),
        "pool",
        pool,
        "asked",
        shortfall.workerPool().demand().replicas(),
        "free",
        free.getOrDefault(pool, 0L),
        "ahead",
        keepers.getOrDefault(pool, 0));
  }

  /**
   * Keeps room for one that waits. Shapes for which it finds room keep just that; where it finds
   * none, whatever becomes free next is for it, so all pools of the shape are kept whole.
   */
  private void keepFor(List<Demand> demands) {
    demands.stream()
        .map(Demand::shape)
        .distinct()
        .forEach(
            shape -> {
              List<Demand> ofShape = demands.stream().filter(d -> d.shape().equals(shape)).toList();
              Optional<List<String>> pools = new Charge(index, room()).place(ofShape);
              if (pools.isPresent()) {
                keep(ofShape, pools.get());
              } else {
                index.poolsOf(shape).forEach(this::keepWhole);
              }
            });
  }

  private void keep(List<Demand> demands, List<String> pools) {
    for (int i = 0; i < pools.size(); i++) {
      kept.merge(pools.get(i), demands.get(i).replicas(), Long::sum);
    }
    pools.stream().distinct().forEach(pool -> keepers.merge(pool, 1, Integer::sum));
  }

  private void keepWhole(ResourcePool pool) {
    kept.put(pool.id(), Math.max(pool.capacity(), free.getOrDefault(pool.id(), 0L)));
    keepers.merge(pool.id(), 1, Integer::sum);
  }

  private Taken takenOf(ResourcePool pool) {
    return situation.taken().getOrDefault(pool.id(), Taken.NOTHING);
  }

  /**
   * When a launch that was refused {@code refusals} times in a row may be tried again: after 1 to
   * 30 minutes.
   */
  public static Instant retryAfter(int refusals, Instant now) {
    long minutes = Math.min(30, 1L << Math.min(refusals - 1, 5));
    return now.plusSeconds(60 * minutes);
  }
}
