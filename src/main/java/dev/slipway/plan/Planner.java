package dev.slipway.plan;

import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolIndex;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.WorkerPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
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

  private final PlanInput situation;
  private final PersistentResource resource;
  private final PoolIndex index;
  private final ShapeGroups groups;
  private final FeasibilityCheck fit;
  private final Ledger ledger;

  /** Charges what nobody has taken. */
  private final PoolAllocator free;

  /** Charges what nobody has taken and what is not kept for those further ahead. */
  private final PoolAllocator unkept;

  /** For each shape, the pool that {@code POOL_RESERVED} names. */
  private final Map<Shape, ResourcePool> mostKept = new HashMap<>();

  /** What is told of a shortfall of {@link #free}, which is the same object until it changes. */
  private final IdentityHashMap<PoolAllocator.SequentialAssignment, Problem> told =
      new IdentityHashMap<>();

  /**
   * What becomes of those for whom too little is free of every shape they ask for. All of each such
   * shape is kept for the first of them, so nothing more of it is taken in this plan, and those who
   * ask for the same are told the same.
   */
  private final IdentityHashMap<WorkerPools, Decision.Wait> shortOfAll = new IdentityHashMap<>();

  private int launchesLeft;

  private Planner(PlanInput situation) {
    this.situation = situation;
    this.resource = situation.resource();
    this.index = new PoolIndex(resource);
    this.groups = new ShapeGroups(index);
    this.fit = new FeasibilityCheck(resource);
    this.ledger = new Ledger(resource, situation.taken());
    this.free = new PoolAllocator(pool -> ledger.of(pool).free());
    this.unkept = new PoolAllocator(pool -> ledger.of(pool).unkept());
    this.launchesLeft = situation.launchesLeft();
  }

  /** A decision for each submission, in the order of the queue, by its ID. */
  public static Map<String, Decision> plan(PlanInput situation, List<PendingSubmission> queue) {
    return new Planner(situation).decide(queue);
  }

  /**
   * What is decided for a queue, and what of the resource is thereby spoken for.
   *
   * @param decisions for each submission, in the order of the queue, by its ID
   * @param reserved replicas nobody has taken yet that are for somebody in the queue, by pool ID:
   *     those of the launches and those kept for who waits
   */
  public record Foresight(Map<String, Decision> decisions, Map<String, Long> reserved) {}

  /** Decides as {@link #plan} does, and tells what is reserved when all of it is decided. */
  public static Foresight foresee(PlanInput situation, List<PendingSubmission> queue) {
    Planner planner = new Planner(situation);
    Map<String, Decision> decisions = planner.decide(queue);
    Map<String, Long> reserved = new LinkedHashMap<>();
    for (ResourcePool pool : situation.resource().pools()) {
      reserved.put(pool.id(), planner.ledger.of(pool).spokenFor());
    }
    return new Foresight(decisions, reserved);
  }

  private Map<String, Decision> decide(List<PendingSubmission> queue) {
    // As listed, the queue is gone through once for what everybody asks for; in its own order it
    // would be fetched from all over the memory.
    List<Candidate> turns = new ArrayList<>(queue.size());
    for (PendingSubmission waiting : queue) {
      turns.add(turn(waiting));
    }
    Map<String, Decision> decisions = new LinkedHashMap<>(2 * queue.size());
    for (Candidate turn : QueueOrder.of(turns)) {
      decisions.put(turn.waiting().id(), decide(turn));
    }
    return decisions;
  }

  private Candidate turn(PendingSubmission waiting) {
    WorkerPools workerPools = groups.of(waiting.requirements().workerPools());
    return new Candidate(
        waiting,
        workerPools,
        resource.state().takesJobs()
            ? fit.problems(waiting.requirements(), workerPools)
            : List.of());
  }

  private Decision decide(Candidate turn) {
    if (!resource.state().takesJobs()) {
      return notReady();
    }
    if (!turn.misfits().isEmpty()) {
      return misfit(turn.waiting(), turn.misfits());
    }
    if (turn.waiting().retryAt().isAfter(situation.now())) {
      return backingOff(turn.waiting());
    }
    return place(turn.workerPools());
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
  private Decision misfit(PendingSubmission waiting, List<Problem> misfits) {
    boolean reject = !waiting.decided() && resource.state() == ResourceState.RUNNING;
    return reject ? new Decision.Reject(misfits) : new Decision.Wait(List.of(), misfits);
  }

  /** Keeps its place in the queue, but nothing is kept for it. */
  private static Decision backingOff(PendingSubmission waiting) {
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

  private Decision place(WorkerPools workerPools) {
    Decision.Wait known = shortOfAll.get(workerPools);
    if (known != null) {
      // It is one more that is ahead of whoever comes next.
      workerPools.byShape().forEach(this::keepAll);
      return known;
    }
    Optional<List<String>> pools = unkept.place(workerPools);
    if (pools.isEmpty()) {
      return full(workerPools);
    }
    if (situation.pause().isPresent()) {
      keep(workerPools, pools.get());
      return new Decision.Wait(List.of(situation.pause().get()), List.of());
    }
    if (launchesLeft == 0) {
      keep(workerPools, pools.get());
      return new Decision.Wait(
          List.of(Problem.of(ProblemCode.PACED, "", "perMinute", situation.launchesPerMinute())),
          List.of());
    }
    launch(workerPools, pools.get());
    return new Decision.Launch(pools.get());
  }

  private void launch(WorkerPools workerPools, List<String> pools) {
    launchesLeft--;
    ledger.launch(workerPools.inOrder(), pools);
    for (ShapeGroup group : workerPools.byShape()) {
      free.forget(group.shape());
      forgetKept(group);
    }
  }

  private void keep(WorkerPools workerPools, List<String> pools) {
    ledger.keep(workerPools.inOrder(), pools);
    workerPools.byShape().forEach(this::forgetKept);
  }

  private void forgetKept(ShapeGroup group) {
    unkept.forget(group.shape());
    mostKept.remove(group.shape());
  }

  private Decision full(WorkerPools workerPools) {
    List<Problem> reasons = shortfalls(workerPools);
    if (situation.rejectWhenFull()) {
      return new Decision.Reject(reasons);
    }
    boolean isShortOfAll = true;
    for (ShapeGroup group : workerPools.byShape()) {
      isShortOfAll &= keepFor(group) && !free.shortfalls(group).isEmpty();
    }
    situation.pause().ifPresent(pause -> reasons.add(0, pause));
    Decision.Wait wait = new Decision.Wait(reasons, List.of());
    if (isShortOfAll) {
      shortOfAll.put(workerPools, wait);
    }
    return wait;
  }

  /**
   * For each shape, what is short of what is free; or where that would do, what is short of what is
   * not kept for others.
   */
  private List<Problem> shortfalls(WorkerPools workerPools) {
    List<PoolAllocator.SequentialAssignment> full = new ArrayList<>();
    List<PoolAllocator.SequentialAssignment> reserved = new ArrayList<>();
    for (ShapeGroup group : workerPools.byShape()) {
      List<PoolAllocator.SequentialAssignment> ofFree = free.shortfalls(group);
      full.addAll(ofFree);
      if (ofFree.isEmpty()) {
        reserved.addAll(unkept.shortfalls(group));
      }
    }
    PoolAllocator.sort(full, workerPools.inOrder());
    PoolAllocator.sort(reserved, workerPools.inOrder());
    List<Problem> reasons = new ArrayList<>();
    for (PoolAllocator.SequentialAssignment each : full) {
      reasons.add(told.computeIfAbsent(each, this::full));
    }
    for (PoolAllocator.SequentialAssignment each : reserved) {
      reasons.add(reserved(each));
    }
    return reasons;
  }

  private Problem full(PoolAllocator.SequentialAssignment shortfall) {
    ResourcePool pool = shortfall.pool();
    Ledger.Account account = ledger.of(pool);
    return Problem.of(
        ProblemCode.POOL_FULL,
        shortfall.workerPool().where(),
        "pool",
        pool.id(),
        "asked",
        shortfall.workerPool().demand().replicas(),
        "capacity",
        pool.capacity(),
        "inUse",
        account.inUse(),
        "soon",
        account.soon(),
        "earlier",
        shortfall.earlier(),
        "missing",
        shortfall.missing());
  }

  /** Tells the resource pool that has most free among those of which some is kept. */
  private Problem reserved(PoolAllocator.SequentialAssignment shortfall) {
    WorkerPool workerPool = shortfall.workerPool();
    ResourcePool pool = mostKept.computeIfAbsent(workerPool.demand().shape(), this::mostKept);
    return Problem.of(
        ProblemCode.POOL_RESERVED,
        workerPool.where(),
        "pool",
        pool.id(),
        "asked",
        workerPool.demand().replicas(),
        "free",
        ledger.of(pool).free(),
        "ahead",
        ledger.of(pool).keepers());
  }

  private ResourcePool mostKept(Shape shape) {
    return index.poolsOf(shape).stream()
        .max(
            Comparator.<ResourcePool, Boolean>comparing(each -> ledger.of(each).keepers() > 0)
                .thenComparingLong(each -> ledger.of(each).free()))
        .orElseThrow();
  }

  /**
   * Keeps room for one that waits. If it finds room for what it asks of a shape, just that is kept;
   * if it finds none, whatever becomes free next is for it, so all of the shape is kept.
   *
   * @return whether all is
   */
  private boolean keepFor(ShapeGroup group) {
    WorkerPools alone = group.alone();
    Optional<List<String>> pools = unkept.place(alone);
    if (pools.isPresent()) {
      keep(alone, pools.get());
      return false;
    }
    keepAll(group);
    return true;
  }

  private void keepAll(ShapeGroup group) {
    boolean hasChanged = false;
    for (ResourcePool pool : group.pools()) {
      hasChanged |= ledger.of(pool).keepAll();
    }
    if (hasChanged) {
      forgetKept(group);
    }
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
