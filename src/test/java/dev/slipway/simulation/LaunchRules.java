package dev.slipway.simulation;

import dev.slipway.dispatch.Job;
import dev.slipway.dispatch.QueueRecord;
import dev.slipway.dispatch.State;
import dev.slipway.dispatch.Wish;
import dev.slipway.plan.Waiting;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of launching, checked at the moment a mark or a job comes to be.
 *
 * <p><b>One job.</b> Of one submission there is never a second job in Vertex AI's book, dead or
 * alive, and none after it ended. The exception is what no protocol can rule out without an
 * idempotency key: a process froze <em>within</em> the call that creates the job, after its last
 * look at the clock and for longer than the call may take. Such a job is late; a submission that
 * has a late job may have more than one, which is counted apart, and {@link SurplusRule} has the
 * surplus cancelled. Where Slipway holds launches of unknown outcome there is no exception.
 *
 * <p><b>Never over-committed by us.</b> When a job is created, all live jobs of ours in the book,
 * this one too, and the jobs of others that the creator's own look showed, need no more replicas of
 * a shape than the capacity that look showed. Late jobs do not count: a process may have freed
 * their replicas before. Where several resource pools share a shape, only Vertex AI knows which one
 * a job of others takes, so those are left out there.
 *
 * <p><b>Nothing unwanted.</b> Nothing is marked from a look that began after its spec was deleted
 * or overwritten, or after launching was paused; nor anything that somebody asked to be cancelled.
 *
 * <p><b>Nothing that policy does not allow.</b> When a record is marked and when its job is
 * created, a policy that allowed just that, its priority too, was in force at some time between a
 * minute before this launch began, for so long a process may go by what it has read, and now. The
 * launch began after the look and after the same process asked for the job before it. While the
 * policy cannot be used nothing is allowed.
 *
 * <p><b>Nobody who waits is overtaken.</b> When a record is marked (or, where it was created
 * marked, since that comes before its last look at the queue: when its job is asked for), take
 * anybody ahead of it in the order of the queue who has waited, unchanged, since before the marking
 * process began its look, may be launched, and asks for a shape that the marked one asks for too.
 * Then what that look showed as free of this shape is enough for both. This is what the plan
 * promises: one that waits keeps what it could be placed on, or all of the shape. It proves nothing
 * about two processes that look at the same time and both let somebody go ahead; nor about shapes
 * that several pools share.
 */
final class LaunchRules {

  private final World world;

  LaunchRules(World world) {
    this.world = world;
  }

  /** A job was created. */
  void created(Machine creator, VertexJob job) {
    oneJob(job);
    isAllowed(job.job().submission(), 0, creator.knowledge().launchBegan());
    if (!job.isLate()) {
      neverTooMany(creator, job);
    }
  }

  private void oneJob(VertexJob job) {
    String id = job.job().submission();
    List<VertexJob> all = world.vertex().of(id);
    boolean isExcused =
        all.stream().anyMatch(VertexJob::isLate) && !world.scenario().settings().holdWhenUnknown();
    boolean isSurplus = all.size() > 1 || world.records().ending(id).isPresent();
    if (isSurplus && isExcused) {
      world.chronicle().note("RULES", world.chronicle().job(job) + " is counted apart");
      world.chronicle().saw(Sight.SURPLUS_JOB);
    } else if (isSurplus) {
      throw world
          .chronicle()
          .violated(
              "ONE JOB: "
                  + world.chronicle().alias(id)
                  + (all.size() > 1
                      ? " has " + all.size() + " jobs"
                      : " has ended before its job"));
    }
  }

  private void neverTooMany(Machine creator, VertexJob job) {
    Look look = markOf(creator, job.job().submission()).look();
    PersistentResource shown = look.resource();
    for (Shape shape : shapes(job.job().demands())) {
      List<ResourcePool> pools = pools(shown, shape);
      long ours = 0;
      for (VertexJob other : world.vertex().jobs()) {
        ours += other.isOurs() && other.isAlive() && !other.isLate() ? other.replicas(shape) : 0;
      }
      long others = pools.size() == 1 ? foreign(look, shape) : 0;
      long capacity = pools.stream().mapToLong(ResourcePool::capacity).sum();
      world
          .chronicle()
          .require(
              ours + others <= capacity,
              "OVER-COMMITTED: with %s our jobs need %d and others %d of %d %s"
                  .formatted(
                      world.chronicle().job(job), ours, others, capacity, shape.machineType()));
    }
  }

  /** Jobs of others that its look showed and that still run. */
  private long foreign(Look look, Shape shape) {
    long replicas = 0;
    for (Job shown : look.jobs()) {
      boolean isAlive = world.vertex().find(shown.name()).filter(VertexJob::isAlive).isPresent();
      replicas += shown.submission().isEmpty() && isAlive ? replicas(shown.demands(), shape) : 0;
    }
    return replicas;
  }

  /** What a record is marked by. */
  Look lookOf(Machine marker, QueueRecord entry) {
    return marker
        .knowledge()
        .look(entry.ask().resource())
        .orElseThrow(
            () ->
                world
                    .chronicle()
                    .violated(
                        "BLIND: " + world.chronicle().alias(entry.id()) + " is marked by no look"));
  }

  /** What a process that asks for a job has marked. */
  Knowledge.Mark markOf(Machine creator, String id) {
    return creator
        .knowledge()
        .launching()
        .orElseThrow(
            () ->
                world
                    .chronicle()
                    .violated(
                        "UNMARKED: "
                            + world.chronicle().alias(id)
                            + " is launched by who did not mark it"));
  }

  /** A record was marked. */
  void marked(Machine marker, QueueRecord entry, Look look) {
    world
        .chronicle()
        .require(
            world.people().goneSince(entry.id()) >= look.at()
                && world.people().pausedSince() >= look.at(),
            "UNWANTED: "
                + world.chronicle().alias(entry.id())
                + " is launched, but its spec is gone or launching is paused");
    world
        .chronicle()
        .require(
            entry.progress().wish() == Wish.NONE,
            "UNWANTED: "
                + world.chronicle().alias(entry.id())
                + " is launched, but somebody wants no more of it");
    isAllowed(entry.id(), entry.ask().priority(), marker.knowledge().launchBegins(look));
  }

  private void isAllowed(String id, int priority, long since) {
    Submitted one = Objects.requireNonNull(world.people().submitted().get(id));
    world
        .chronicle()
        .require(
            world.operator().mayHaveAllowed(one.spec(), priority, since),
            "NOT ALLOWED: "
                + one.alias()
                + " is launched with priority "
                + priority
                + ", but the policy did not let it");
  }

  /** A record was marked, or its job is asked for. */
  void overtakesNobody(Machine marker, QueueRecord entry, Look look) {
    if (world.scenario().settings().rejectWhenFull()) {
      return;
    }
    for (Records.Standing ahead : world.records().standing()) {
      if (isAhead(ahead, entry, look) && mayBeLaunched(ahead.entry(), look.resource())) {
        notOvertaken(ahead.entry(), entry, marker, look);
      }
    }
  }

  private static boolean isAhead(Records.Standing other, QueueRecord entry, Look look) {
    return other.progress().state() == State.WAITING
        && other.since() < look.at()
        && !other.progress().isSetAside()
        && other.progress().wish() == Wish.NONE
        && !other.progress().retryAt().isAfter(look.asked().byItsClock())
        && Waiting.ORDER.compare(waiting(other.entry()), waiting(entry)) < 0;
  }

  private static Waiting waiting(QueueRecord entry) {
    return new Waiting(
        entry.id(),
        entry.ask().priority(),
        entry.ask().arrival(),
        entry.ask().requirements(),
        entry.progress().decided(),
        entry.progress().refusals(),
        entry.progress().retryAt());
  }

  /** Whether it would fit the resource if nobody else were there. */
  private static boolean mayBeLaunched(QueueRecord entry, PersistentResource shown) {
    List<Demand> demands = entry.ask().requirements().demands();
    return shapes(demands).stream()
        .allMatch(
            shape ->
                pools(shown, shape).size() == 1
                    && replicas(demands, shape) <= pools(shown, shape).get(0).capacity());
  }

  private void notOvertaken(
      QueueRecord ahead, QueueRecord entry, Machine marker, Look look) {
    List<Demand> aheads = ahead.ask().requirements().demands();
    List<Demand> own = entry.ask().requirements().demands();
    Set<Shape> shared = shapes(aheads);
    shared.retainAll(shapes(own));
    for (Shape shape : shared) {
      long free =
          pools(look.resource(), shape).get(0).capacity()
              - foreign(look, shape)
              - ours(marker, shape, look);
      world
          .chronicle()
          .require(
              replicas(aheads, shape) + replicas(own, shape) <= free,
              "OVERTAKEN: %s waits for %d, %s is launched on %d of %d free %s"
                  .formatted(
                      world.chronicle().alias(ahead.id()),
                      replicas(aheads, shape),
                      world.chronicle().alias(entry.id()),
                      replicas(own, shape),
                      free,
                      shape.machineType()));
    }
  }

  /** Live jobs of ours that its look counted, or that it has created since. */
  private long ours(Machine machine, Shape shape, Look look) {
    long replicas = 0;
    for (VertexJob job : world.vertex().jobs()) {
      boolean isKnown =
          job.created() < look.at()
              || job.creator().filter(creator -> creator == machine).isPresent();
      replicas +=
          job.isOurs() && job.isAlive() && !job.isLate() && isKnown ? job.replicas(shape) : 0;
    }
    return replicas;
  }

  private static List<ResourcePool> pools(PersistentResource resource, Shape shape) {
    return resource.pools().stream().filter(pool -> pool.shape().equals(shape)).toList();
  }

  private static long replicas(List<Demand> demands, Shape shape) {
    return demands.stream()
        .filter(demand -> demand.shape().equals(shape))
        .mapToLong(Demand::replicas)
        .sum();
  }

  private static Set<Shape> shapes(List<Demand> demands) {
    Set<Shape> shapes = new HashSet<>();
    demands.forEach(demand -> shapes.add(demand.shape()));
    return shapes;
  }
}
