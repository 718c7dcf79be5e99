package dev.slipway.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of each resource pool is taken. Taken = the larger of {@code usedReplicaCount} and the
 * replicas of running jobs, plus the replicas of everybody else who holds or will hold some.
 *
 * <p>No source says which job states {@code usedReplicaCount} counts, nor on which of several pools
 * of one shape Vertex AI puts a worker pool. Our inference takes the larger number where two
 * disagree, so that the pools of a shape together may look fuller than they are, never emptier.
 */
public final class Occupancy {

  /** One worker pool of a holding. */
  private record Share(HeldReplicas holding, int index, Demand demand) {

    /**
     * Largest first, so that what fits only one pool gets it; then by name, so that the count is
     * always the same. Sorting leaves equal ones of a holding in the order of its spec.
     */
    static int compare(Share one, Share other) {
      int order = Long.compare(other.demand.replicas(), one.demand.replicas());
      return order == 0 ? one.holding.name().compareTo(other.holding.name()) : order;
    }
  }

  private final PersistentResource resource;
  private final PoolIndex index;
  private final Map<String, Long> running = new HashMap<>();
  private final Map<String, Long> soon = new HashMap<>();
  private final List<Allocation> counted = new ArrayList<>();

  private Occupancy(PersistentResource resource) {
    this.resource = resource;
    this.index = new PoolIndex(resource);
  }

  /** Counts who holds what. A worker pool whose shape no resource pool has is not counted. */
  public static Map<String, PoolUsage> of(
      PersistentResource resource, List<HeldReplicas> holdings) {
    return count(resource, holdings).taken();
  }

  /**
   * Where each worker pool is counted first: on which of several pools of one shape a job runs is
   * our inference, and what finds its pool full is then counted on others.
   */
  public static List<Allocation> counted(PersistentResource resource, List<HeldReplicas> holdings) {
    return List.copyOf(count(resource, holdings).counted);
  }

  private static Occupancy count(PersistentResource resource, List<HeldReplicas> holdings) {
    Occupancy occupancy = new Occupancy(resource);
    List<Share> shares = sharesOf(holdings);
    shares.stream().filter(share -> share.holding().running()).forEach(occupancy::addRunning);
    shares.stream().filter(share -> !share.holding().running()).forEach(occupancy::addSoon);
    resource.pools().forEach(occupancy::spillRunning);
    resource.pools().forEach(occupancy::spillSoon);
    return occupancy;
  }

  private static List<Share> sharesOf(List<HeldReplicas> holdings) {
    List<Share> shares = new ArrayList<>();
    for (HeldReplicas holding : holdings) {
      for (int index = 0; index < holding.demands().size(); index++) {
        Demand demand = holding.demands().get(index);
        if (demand.replicas() > 0) {
          shares.add(new Share(holding, index, demand));
        }
      }
    }
    shares.sort(Share::compare);
    return shares;
  }

  /**
   * A running worker pool explains used replicas: it counts where most of them are still
   * unexplained.
   */
  private void addRunning(Share share) {
    index.poolsOf(share.demand().shape()).stream()
        .max(
            Comparator.<ResourcePool>comparingLong(
                    pool -> Math.min(unexplained(pool), share.demand().replicas()))
                .thenComparing(pool -> isPlacedOn(share, pool))
                .thenComparingLong(this::free))
        .ifPresent(pool -> count(running, pool, share));
  }

  /** One that does not run yet counts where we placed it, or else where most is free. */
  private void addSoon(Share share) {
    index.poolsOf(share.demand().shape()).stream()
        .max(
            Comparator.<ResourcePool, Boolean>comparing(pool -> isPlacedOn(share, pool))
                .thenComparingLong(this::free))
        .ifPresent(pool -> count(soon, pool, share));
  }

  private void count(Map<String, Long> sums, ResourcePool pool, Share share) {
    long replicas = share.demand().replicas();
    sums.merge(pool.id(), replicas, Long::sum);
    counted.add(
        new Allocation(share.holding().name(), share.holding().running(), pool.id(), replicas));
  }

  /**
   * What finds its pool full counts on others of its shape: else their room would look free
   * although all of it together is taken. What runs goes first, as it may take the room of what
   * comes.
   */
  private void spillRunning(ResourcePool full) {
    long runs = running.getOrDefault(full.id(), 0L) - full.capacity();
    for (ResourcePool other : index.poolsOf(full.shape())) {
      long room = other.capacity() - running.getOrDefault(other.id(), 0L);
      runs -= move(running, full, other, Math.min(runs, room));
    }
  }

  private void spillSoon(ResourcePool full) {
    long comes = Math.min(-free(full), soon.getOrDefault(full.id(), 0L));
    for (ResourcePool other : index.poolsOf(full.shape())) {
      comes -= move(soon, full, other, Math.min(comes, free(other)));
    }
  }

  /** Moves replicas from one pool to another, if there are any; tells how many. */
  private static long move(
      Map<String, Long> counts, ResourcePool from, ResourcePool to, long replicas) {
    if (replicas <= 0) {
      return 0;
    }
    counts.merge(from.id(), -replicas, Long::sum);
    counts.merge(to.id(), replicas, Long::sum);
    return replicas;
  }

  private static boolean isPlacedOn(Share share, ResourcePool pool) {
    List<String> placed = share.holding().pools();
    return !placed.isEmpty() && placed.get(share.index()).equals(pool.id());
  }

  private long unexplained(ResourcePool pool) {
    return Math.max(0, pool.used() - running.getOrDefault(pool.id(), 0L));
  }

  private long free(ResourcePool pool) {
    return pool.capacity() - takenOf(pool).total();
  }

  private PoolUsage takenOf(ResourcePool pool) {
    return new PoolUsage(
        Math.max(pool.used(), running.getOrDefault(pool.id(), 0L)),
        soon.getOrDefault(pool.id(), 0L));
  }

  private Map<String, PoolUsage> taken() {
    Map<String, PoolUsage> taken = new HashMap<>();
    resource.pools().forEach(pool -> taken.put(pool.id(), takenOf(pool)));
    return Map.copyOf(taken);
  }
}
