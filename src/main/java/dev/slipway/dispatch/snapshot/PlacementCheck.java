package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.plan.PlanInput;
import dev.slipway.plan.Planner;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where one submission goes, beside all others. Pure. */
public final class PlacementCheck {

  private PlacementCheck() {}

  /**
   * Where a newcomer would be launched if everything that waits were planned now, itself included.
   *
   * @param snapshot without the newcomer's own record
   * @return the resource pool of each of its worker pools, in the spec's order; empty when it is
   *     not launched
   */
  public static Optional<List<String>> ofNewcomer(
      Snapshot snapshot,
      PersistentResource resource,
      SubmissionRecord newcomer,
      Settings settings) {
    PlanInput input = snapshot.situation(resource, settings, Optional.empty());
    List<PendingSubmission> queue =
        new ArrayList<>(PendingQueue.toPlan(resource.id(), snapshot.queue()));
    queue.add(PendingQueue.member(newcomer));
    Map<String, Decision> decisions =
        IsolatedPlanning.plan(queue, some -> Planner.plan(input, some), (one, bug) -> {});
    return Optional.ofNullable(decisions.get(newcomer.id()))
        .flatMap(
            decision ->
                decision.match(
                    launch -> Optional.of(launch.pools()),
                    wait -> Optional.empty(),
                    reject -> Optional.empty()));
  }

  /**
   * Whether each worker pool of a claimed record has room in the resource pool chosen for it.
   *
   * @param others the queue without that record
   */
  public static boolean hasRoom(
      Snapshot snapshot,
      PersistentResource resource,
      SubmissionRecord claimed,
      Queue.Listing others,
      Settings settings) {
    Map<String, PoolUsage> used = snapshot.taken(resource, others.all(), settings.usageLag());
    Map<String, Long> own = new HashMap<>();
    List<Demand> demands = claimed.request().requirements().demands();
    List<String> pools = claimed.lifecycle().attempt().placement();
    for (int i = 0; i < pools.size(); i++) {
      own.merge(pools.get(i), demands.get(i).replicas(), Long::sum);
    }
    return resource.pools().stream()
        .filter(pool -> own.containsKey(pool.id()))
        .allMatch(
            pool ->
                used.getOrDefault(pool.id(), PoolUsage.NOTHING).total()
                        + own.getOrDefault(pool.id(), 0L)
                    <= pool.capacity());
  }
}
