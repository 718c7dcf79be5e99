package dev.slipway.simulation;

import static dev.slipway.simulation.PackingOracle.replicas;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Shape;
import java.util.List;
import java.util.Set;

/**
 * <b>Nobody who waits is overtaken.</b> When a record is claimed (or, where it was created claimed,
 * since that comes before its last look at the queue: when its job is asked for), take anybody
 * ahead of it in the order of the queue who has waited, unchanged, since before the marking process
 * began its look, may be launched, and asks for a shape that the claimed one asks for too. Then
 * what that look showed as free of this shape is enough for both. This is what the plan promises:
 * one that waits keeps what it could be placed on, or all of the shape. It proves nothing about two
 * processes that look at the same time and both let somebody go ahead. Where several pools share a
 * shape, the jobs of others are left out, as only Vertex AI knows what they take.
 */
final class OvertakingRule {

  private final SimulationContext context;
  private final CapacityRule capacity;

  OvertakingRule(SimulationContext context, CapacityRule capacity) {
    this.context = context;
    this.capacity = capacity;
  }

  /** A record was claimed, or its job is asked for. */
  void overtakesNobody(SimulatedProcess claimer, SubmissionRecord entry, ObservedState snapshot) {
    if (context.scenario().settings().rejectWhenFull()) {
      return;
    }
    for (StateRules.ObservedRecord ahead : context.records().standing()) {
      if (isAhead(ahead, entry, snapshot) && mayBeLaunched(ahead.entry(), snapshot.resource())) {
        notOvertaken(ahead.entry(), entry, claimer, snapshot);
      }
    }
  }

  private boolean isAhead(
      StateRules.ObservedRecord other, SubmissionRecord entry, ObservedState snapshot) {
    return other.progress().state() == State.WAITING
        && other.entry().request().resource().equals(entry.request().resource())
        && other.since() < snapshot.at()
        && !other.progress().isSetAside()
        && other.progress().wish() == Wish.NONE
        && context.users().cancelling().since(other.entry().id()) == Long.MAX_VALUE
        && !other.progress().backoff().retryAt().isAfter(snapshot.asked().byItsClock())
        && PendingSubmission.ORDER.compare(waiting(other.entry()), waiting(entry)) < 0;
  }

  /** As it stands in the queue. */
  static PendingSubmission waiting(SubmissionRecord entry) {
    return new PendingSubmission(
        entry.id(),
        entry.request().priority(),
        entry.request().arrival(),
        entry.request().requirements(),
        entry.lifecycle().decided(),
        entry.lifecycle().backoff().refusals(),
        entry.lifecycle().backoff().retryAt());
  }

  /** Whether it would fit the resource if nobody else were there. */
  private static boolean mayBeLaunched(SubmissionRecord entry, PersistentResource shown) {
    List<Demand> demands = entry.request().requirements().demands();
    return PackingOracle.shapes(demands).stream()
        .allMatch(shape -> PackingOracle.fits(shown, shape, demands));
  }

  private void notOvertaken(
      SubmissionRecord ahead,
      SubmissionRecord entry,
      SimulatedProcess claimer,
      ObservedState snapshot) {
    List<Demand> aheads = ahead.request().requirements().demands();
    List<Demand> own = entry.request().requirements().demands();
    Set<Shape> shared = PackingOracle.shapes(aheads);
    shared.retainAll(PackingOracle.shapes(own));
    for (Shape shape : shared) {
      long free =
          PackingOracle.capacity(snapshot.resource(), shape)
              - capacity.foreign(snapshot, shape)
              - ours(claimer, shape, snapshot);
      context
          .trace()
          .require(
              replicas(aheads, shape) + replicas(own, shape) <= free,
              "OVERTAKEN: %s waits for %d, %s is launched on %d of %d free %s"
                  .formatted(
                      context.trace().alias(ahead.id()),
                      replicas(aheads, shape),
                      context.trace().alias(entry.id()),
                      replicas(own, shape),
                      free,
                      shape.machineType()));
    }
  }

  /** Live jobs of ours that its look counted, or that it has created since. */
  private long ours(SimulatedProcess process, Shape shape, ObservedState snapshot) {
    long replicas = 0;
    for (VertexJob job : context.vertex().jobs()) {
      boolean isKnown =
          job.created() < snapshot.at()
              || job.creator().filter(creator -> creator == process).isPresent();
      boolean isHere = job.job().persistentResource().equals(snapshot.resource().id());
      boolean isOurs = job.isOurs() && job.isAlive() && !job.isLate();
      replicas += isHere && isOurs && isKnown ? job.replicas(shape) : 0;
    }
    return replicas;
  }
}
