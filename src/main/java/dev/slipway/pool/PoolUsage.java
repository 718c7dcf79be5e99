package dev.slipway.pool;

/**
 * What of a resource pool is not free.
 *
 * @param inUse replicas in use: what Vertex AI says, or what its running jobs need where that is
 *     more
 * @param soon replicas about to be used: of jobs not running yet, and of launches under way
 */
public record PoolUsage(long inUse, long soon) {

  /** Nothing taken. */
  public static final PoolUsage NOTHING = new PoolUsage(0, 0);

  /** Both together. */
  public long total() {
    return inUse + soon;
  }
}
