package dev.slipway.cli;

import dev.slipway.pool.Difference;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a worker pool asks beside what resource pools have, field by field. */
public final class PoolComparison {

  /** Before what matches. */
  public static final String RIGHT = "✓ ";

  /** Before what does not. */
  public static final String WRONG = "✗ ";

  private static final String NOTHING = "none";
  private static final String REPLICAS = "replicas";

  private PoolComparison() {}

  /**
   * A table with a column for each resource pool. Fields that nobody sets are left out.
   *
   * @param taken what of each resource pool is not free, by pool ID
   */
  public static String of(
      WorkerPool workerPool, List<ResourcePool> pools, Map<String, PoolUsage> taken) {
    List<Object> header = new ArrayList<>(List.of("", "asked"));
    pools.forEach(pool -> header.add(pool.id()));
    Table table = new Table(header.stream().map(Object::toString).toArray(String[]::new));
    Shape asked = workerPool.demand().shape();
    asked
        .fields()
        .forEach(
            (field, value) -> {
              if (isSet(field, asked, pools)) {
                table.row(row(field, value, asked, pools));
              }
            });
    List<Object> replicas = new ArrayList<>();
    replicas.add(REPLICAS);
    replicas.add(workerPool.demand().replicas());
    pools.forEach(pool -> replicas.add(replicas(workerPool, pool, taken)));
    return table.row(replicas.toArray()).toString();
  }

  private static boolean isSet(String field, Shape asked, List<ResourcePool> pools) {
    return Stream.concat(Stream.of(asked), pools.stream().map(ResourcePool::shape))
        .map(shape -> valueOf(field, shape))
        .anyMatch(value -> !value.equals(NOTHING) && !value.equals("0"));
  }

  private static String valueOf(String field, Shape shape) {
    return shape.fields().getOrDefault(field, NOTHING);
  }

  private static Object[] row(String field, String value, Shape asked, List<ResourcePool> pools) {
    List<Object> row = new ArrayList<>(List.of(field, value));
    for (ResourcePool pool : pools) {
      Set<String> different =
          asked.differencesTo(pool.shape()).stream()
              .map(Difference::field)
              .collect(Collectors.toSet());
      String mark = different.contains(field) ? WRONG : RIGHT;
      row.add(mark + valueOf(field, pool.shape()));
    }
    return row.toArray();
  }

  private static String replicas(
      WorkerPool workerPool, ResourcePool pool, Map<String, PoolUsage> taken) {
    long free = free(pool, taken);
    String mark = workerPool.demand().replicas() <= free ? RIGHT : WRONG;
    return mark + free + " free of " + pool.capacity();
  }

  /** Replicas of a resource pool that nobody has taken; not less than 0. */
  public static long free(ResourcePool pool, Map<String, PoolUsage> taken) {
    return Math.max(0, pool.capacity() - taken.getOrDefault(pool.id(), PoolUsage.NOTHING).total());
  }
}
