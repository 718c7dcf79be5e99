package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import dev.slipway.emulator.Journal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who holds how many replicas of which resource pool, from a job's creation to its end. Every
 * change of a pool's held replicas or capacity is journaled as {@code replicas.held}.
 */
final class ReplicaLedger {

  /**
   * A resource pool, named.
   *
   * @param resource the persistent resource's full name
   * @param pool the resource pool's ID
   */
  record LedgerPool(String resource, String pool) {

    /** The short name used in the journal: {@code RESOURCE/POOL}. */
    String shortName() {
      return VertexNames.id(resource) + "/" + pool;
    }
  }

  /**
   * Replicas of one resource pool for one worker pool.
   *
   * @param from the resource pool
   * @param replicas how many
   */
  record TakenReplicas(LedgerPool from, long replicas) {}

  /**
   * An account, named.
   *
   * @param pool the resource pool
   * @param capacity the most it can ever have
   * @param others what consumers other than custom jobs use
   * @param claimed what the live jobs hold
   */
  record Balance(LedgerPool pool, long capacity, long others, long claimed) {}

  /**
   * A resource pool's account.
   *
   * @param capacity the most it can ever have
   * @param others what consumers other than custom jobs use
   * @param claimed what the live jobs hold
   */
  private record PoolAccount(long capacity, long others, long claimed) {

    static final PoolAccount NONE = new PoolAccount(0, 0, 0);

    long held() {
      return others + claimed;
    }
  }

  private final Journal journal;
  private final Map<LedgerPool, PoolAccount> accounts = new LinkedHashMap<>();

  ReplicaLedger(Journal journal) {
    this.journal = journal;
  }

  /** All accounts, in the order in which they were opened. */
  List<Balance> balances() {
    return accounts.entrySet().stream()
        .map(
            account ->
                new Balance(
                    account.getKey(),
                    account.getValue().capacity(),
                    account.getValue().others(),
                    account.getValue().claimed()))
        .toList();
  }

  /** Opens the accounts that were kept, each with an entry in the journal. */
  void restore(List<Balance> balances, Instant at) {
    balances.forEach(
        kept ->
            set(kept.pool(), new PoolAccount(kept.capacity(), kept.others(), kept.claimed()), at));
  }

  /**
   * Opens or changes the accounts of a resource's pools. Those no longer among its pools keep what
   * they were, since live jobs may still hold their replicas.
   */
  void open(PersistentResource resource, Instant at) {
    for (ResourcePool pool : resource.getResourcePoolsList()) {
      LedgerPool key = new LedgerPool(resource.getName(), pool.getId());
      PoolAccount now = account(key);
      set(key, new PoolAccount(capacity(pool), pool.getUsedReplicaCount(), now.claimed()), at);
    }
  }

  /** The most replicas a pool can have: its autoscaling maximum, or its count. */
  static long capacity(ResourcePool pool) {
    return pool.hasAutoscalingSpec()
        ? pool.getAutoscalingSpec().getMaxReplicaCount()
        : pool.getReplicaCount();
  }

  /** Replicas nobody holds; negative when a pool is over-committed. */
  long free(LedgerPool pool) {
    PoolAccount account = account(pool);
    return account.capacity() - account.held();
  }

  /** Makes a job hold replicas. */
  void take(List<TakenReplicas> claims, Instant at) {
    change(claims, 1, at);
  }

  /** Gives a job's replicas back. */
  void release(List<TakenReplicas> claims, Instant at) {
    change(claims, -1, at);
  }

  /** Held replicas of every pool, by {@code RESOURCE/POOL}, zeros included. */
  SortedMap<String, Long> held() {
    SortedMap<String, Long> held = new TreeMap<>();
    accounts.forEach((pool, account) -> held.merge(pool.shortName(), account.held(), Long::sum));
    return held;
  }

  private void change(Collection<TakenReplicas> claims, int sign, Instant at) {
    Set<LedgerPool> pools = new LinkedHashSet<>();
    claims.forEach(claim -> pools.add(claim.from()));
    for (LedgerPool pool : pools) {
      long replicas =
          claims.stream()
              .filter(c -> c.from().equals(pool))
              .mapToLong(TakenReplicas::replicas)
              .sum();
      PoolAccount now = account(pool);
      set(pool, new PoolAccount(now.capacity(), now.others(), now.claimed() + sign * replicas), at);
    }
  }

  private PoolAccount account(LedgerPool pool) {
    return accounts.getOrDefault(pool, PoolAccount.NONE);
  }

  private void set(LedgerPool pool, PoolAccount account, Instant at) {
    PoolAccount before = accounts.put(pool, account);
    if (before != null
        && before.held() == account.held()
        && before.capacity() == account.capacity()) {
      return;
    }
    journal.add(
        at,
        "replicas.held",
        pool.shortName(),
        Map.of(
            "held", Long.toString(account.held()),
            "capacity", Long.toString(account.capacity()),
            "location", VertexNames.locationId(pool.resource())));
  }
}
