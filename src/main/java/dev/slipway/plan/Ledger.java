package dev.slipway.plan;

import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import dev.slipway.spec.WorkerPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What each resource pool still has while the queue is gone through, from its head to its end. */
final class Ledger {

  /** What is known of one resource pool. */
  static final class Account {
    private final ResourcePool pool;
    private final long inUse;
    private final long soonBefore;
    private long soon;
    private long kept;
    private int keepers;

    private Account(ResourcePool pool, PoolUsage taken) {
      this.pool = pool;
      this.inUse = taken.inUse();
      this.soonBefore = taken.soon();
      this.soon = taken.soon();
    }

    /** Replicas in use. */
    long inUse() {
      return inUse;
    }

    /** Replicas about to be used, by the launches of this plan too. */
    long soon() {
      return soon;
    }

    /** Replicas nobody has taken; negative when more is taken than there is. */
    long free() {
      return pool.capacity() - inUse - soon;
    }

    /** Replicas nobody has taken and that are not kept for anybody. */
    long unkept() {
      return free() - kept;
    }

    /**
     * Replicas that stand free for those who wait: what this plan launches on and what it keeps.
     */
    long spokenFor() {
      return soon - soonBefore + Math.max(0, Math.min(kept, free()));
    }

    /** For how many of those further ahead that wait some is kept. */
    int keepers() {
      return keepers;
    }

    /**
     * Keeps whatever is free, or becomes free.
     *
     * @return false when all of it was kept already
     */
    boolean keepAll() {
      boolean isNew = kept != pool.capacity();
      kept = pool.capacity();
      keepers++;
      return isNew;
    }
  }

  private final Map<String, Account> accounts = new HashMap<>();

  /**
   * @param taken what of each resource pool is not free before any launch, by pool ID
   */
  Ledger(PersistentResource resource, Map<String, PoolUsage> taken) {
    for (ResourcePool pool : resource.pools()) {
      PoolUsage before = taken.getOrDefault(pool.id(), PoolUsage.NOTHING);
      accounts.put(pool.id(), new Account(pool, before));
    }
  }

  /** The account of a pool of the resource. */
  Account of(ResourcePool pool) {
    return of(pool.id());
  }

  /** Takes what a launch needs. */
  void launch(List<WorkerPool> workerPools, List<String> pools) {
    for (int i = 0; i < pools.size(); i++) {
      of(pools.get(i)).soon += workerPools.get(i).demand().replicas();
    }
  }

  /** Keeps just what one that waits needs. */
  void keep(List<WorkerPool> workerPools, List<String> pools) {
    for (int i = 0; i < pools.size(); i++) {
      of(pools.get(i)).kept += workerPools.get(i).demand().replicas();
    }
    pools.stream().distinct().forEach(pool -> of(pool).keepers++);
  }

  private Account of(String pool) {
    return Objects.requireNonNull(accounts.get(pool));
  }
}
