package dev.slipway.plan;

import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.problem.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a decision rests on besides the queue.
 *
 * @param resource as Vertex AI described it
 * @param taken what of each resource pool is not free, by pool ID
 * @param rejectWhenFull whether what does not fit now is rejected instead of waiting
 * @param launchesLeft how many launches the pace allows now
 * @param launchesPerMinute the pace, to tell it
 * @param pause says that nothing is launched, and why; empty when launching is not paused
 * @param now the time of the look
 */
public record PlanInput(
    PersistentResource resource,
    Map<String, PoolUsage> taken,
    boolean rejectWhenFull,
    int launchesLeft,
    int launchesPerMinute,
    Optional<Problem> pause,
    Instant now) {
  public PlanInput {
    taken = Map.copyOf(taken);
  }
}
