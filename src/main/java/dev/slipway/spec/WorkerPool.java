package dev.slipway.spec;

import dev.slipway.pool.Demand;

/**
 * One worker pool of a spec that takes machines. Pools left empty to keep a position are not among
 * them.
 *
 * @param where its JSON path in the user's own spelling: {@code jobSpec.workerPoolSpecs[1]}
 * @param demand what it takes; absent replicas count as 1, as in gcloud (our inference for the API)
 */
public record WorkerPool(String where, Demand demand) {

  /** As a record's own, but written out for speed: see {@link dev.slipway.pool.Shape#equals}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WorkerPool that
        && demand.equals(that.demand)
        && where.equals(that.where);
  }

  @Override
  public int hashCode() {
    return 31 * demand.hashCode() + where.hashCode();
  }
}
