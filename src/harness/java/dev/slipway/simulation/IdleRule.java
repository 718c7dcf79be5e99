package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Shape;
import dev.slipway.simulation.time.SeededRandom;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * <b>Nobody waits beside free replicas.</b> The first in a queue who may be launched now (it fits
 * the resource, is wanted and allowed, backs off from nothing, and nothing is paused or paced) is
 * launched, if it fits beside everything that could possibly hold replicas: every record past
 * waiting, every live job, anybody's. That may be untrue at one tick and at the next, as things
 * change under its hands; but not at three on end between which nothing was launched there.
 *
 * <p>Where several pools share a shape, who is where is Vertex AI's choice: that says nothing
 * unless none of them has anything. Nor does it say anything of who is behind one that is cursed.
 */
final class IdleRule {

  private final SimulationContext context;
  private final Set<String> claimed = new HashSet<>();

  IdleRule(SimulationContext context) {
    this.context = context;
  }

  /** A record was claimed. */
  void claimed(String resource) {
    claimed.add(resource);
  }

  /** The next tick is asked what was launched since this one. */
  void next() {
    claimed.clear();
  }

  /** Where somebody waits beside free replicas, and who. */
  Map<String, String> idle() {
    Map<String, String> idle = new LinkedHashMap<>();
    boolean isLaunching =
        context.users().pausedSince() == Long.MAX_VALUE
            && !context.scenario().settings().rejectWhenFull();
    for (VertexResource resource : context.vertex().resources()) {
      if (isLaunching && !claimed.contains(resource.id()) && !isPaced()) {
        PersistentResource shown = resource.shown();
        head(shown)
            .filter(head -> isRoomFor(head, shown))
            .ifPresent(
                head ->
                    idle.put(
                        resource.id(),
                        context.trace().alias(head.id()) + " waits beside free replicas"));
      }
    }
    return idle;
  }

  /** Jobs and marks of the last two minutes, to be on the safe side. */
  private boolean isPaced() {
    long since = context.scheduler().now() - 2 * SeededRandom.MINUTE;
    int recent = 0;
    for (VertexJob job : context.vertex().jobs()) {
      recent += job.created() > since ? 1 : 0;
    }
    for (StateRules.ObservedRecord record : context.records().standing()) {
      recent += record.since() > since ? 1 : 0;
    }
    return recent >= context.scenario().settings().launchesPerMinute();
  }

  private Optional<SubmissionRecord> head(PersistentResource shown) {
    return context.records().standing().stream()
        .map(StateRules.ObservedRecord::entry)
        .filter(entry -> entry.request().resource().equals(shown.id()))
        .filter(entry -> entry.lifecycle().state() == State.WAITING)
        .filter(entry -> isKeptFor(entry, shown))
        .min(Comparator.comparing(OvertakingRule::waiting, PendingSubmission.ORDER))
        .filter(this::mayBeLaunched);
  }

  /** Whether replicas are kept for it if there are too few. */
  private boolean isKeptFor(SubmissionRecord entry, PersistentResource shown) {
    List<Demand> demands = entry.request().requirements().demands();
    return shown.state().takesJobs()
        && !entry
            .lifecycle()
            .backoff()
            .retryAt()
            .isAfter(ProcessClock.instant(context.scheduler().now() - context.scenario().skew()))
        && PackingOracle.shapes(demands).stream()
            .allMatch(shape -> PackingOracle.fits(shown, shape, demands));
  }

  private boolean mayBeLaunched(SubmissionRecord entry) {
    SubmittedSpec one = context.users().submitted().get(entry.id());
    String resource = entry.request().resource();
    return one != null
        && entry.lifecycle().wish() == Wish.NONE
        && !context.stickyFailure().isOnObject(one)
        && context.users().goneSince(entry.id()) == Long.MAX_VALUE
        && context.users().cancelling().since(entry.id()) == Long.MAX_VALUE
        && context
            .policyChanges()
            .mustHaveAllowed(
                one.spec(), resource, context.scheduler().now() - 2 * SeededRandom.MINUTE);
  }

  private boolean isRoomFor(SubmissionRecord head, PersistentResource shown) {
    List<Demand> demands = head.request().requirements().demands();
    for (Shape shape : PackingOracle.shapes(demands)) {
      long taken = taken(shown, shape);
      boolean isShared = PackingOracle.pools(shown, shape).size() > 1;
      boolean isRoom =
          isShared
              ? taken == 0
              : taken + PackingOracle.replicas(demands, shape)
                  <= PackingOracle.capacity(shown, shape);
      if (!isRoom) {
        return false;
      }
    }
    return true;
  }

  /** What may be taken: every live job, and every record past waiting that is none of these. */
  private long taken(PersistentResource shown, Shape shape) {
    long taken = 0;
    for (VertexJob job : context.vertex().jobs()) {
      boolean isHere = job.isAlive() && job.job().persistentResource().equals(shown.id());
      taken += isHere && !isCountedAsRecord(job) ? job.replicas(shape) : 0;
    }
    for (StateRules.ObservedRecord record : context.records().standing()) {
      boolean isHere = record.entry().request().resource().equals(shown.id());
      taken +=
          isHere && record.progress().mayHold()
              ? PackingOracle.replicas(record.entry().request().requirements().demands(), shape)
              : 0;
    }
    return taken;
  }

  private boolean isCountedAsRecord(VertexJob job) {
    return context
        .records()
        .find(job.job().submission())
        .filter(record -> record.progress().mayHold())
        .filter(record -> record.progress().attempt().id().equals(job.job().attempt()))
        .isPresent();
  }
}
