package dev.slipway.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OccupancyTest {

  private static final Shape CPU = Shape.of("n1-standard-4");
  private static final Shape GPU = Shape.of("g2-standard-12", "NVIDIA_L4", 1);

  @Test
  void nothingIsTakenOfAPoolThatNobodyUses() {
    assertEquals(Map.of("one", PoolUsage.NOTHING), taken(List.of(pool("one", CPU, 4, 0))));
  }

  @Test
  void usedReplicasAreInUseWithoutAnyJob() {
    assertEquals(Map.of("one", new PoolUsage(3, 0)), taken(List.of(pool("one", CPU, 4, 3))));
  }

  @Test
  void theLargerOfUsedReplicasAndRunningJobsIsInUse() {
    List<ResourcePool> pools = List.of(pool("one", CPU, 4, 2));
    assertEquals(Map.of("one", new PoolUsage(2, 0)), taken(pools, running("a", cpu(1))));
    assertEquals(Map.of("one", new PoolUsage(2, 0)), taken(pools, running("a", cpu(2))));
    assertEquals(Map.of("one", new PoolUsage(3, 0)), taken(pools, running("a", cpu(2), cpu(1))));
  }

  @Test
  void whoeverDoesNotRunYetComesOnTop() {
    assertEquals(
        Map.of("one", new PoolUsage(2, 4)),
        taken(
            List.of(pool("one", CPU, 9, 2)),
            running("a", cpu(2)),
            soon("b", cpu(1)),
            soon("c", cpu(1), cpu(2))));
  }

  @Test
  void moreCanBeTakenThanThereIs() {
    assertEquals(
        Map.of("one", new PoolUsage(5, 3)),
        taken(List.of(pool("one", CPU, 4, 5)), soon("a", cpu(3))));
  }

  @Test
  void eachWorkerPoolCountsWhereItsShapeIs() {
    assertEquals(
        Map.of("cpu", new PoolUsage(1, 0), "gpu", new PoolUsage(2, 3)),
        taken(
            List.of(pool("cpu", CPU, 4, 0), pool("gpu", GPU, 8, 0)),
            running("a", cpu(1), gpu(2)),
            soon("b", gpu(3))));
  }

  @Test
  void aShapeThatNoPoolHasIsNotCounted() {
    assertEquals(
        Map.of("cpu", new PoolUsage(1, 0)),
        taken(List.of(pool("cpu", CPU, 4, 0)), running("a", cpu(1), gpu(2)), soon("b", gpu(3))));
  }

  @Test
  void aWorkerPoolOfNoReplicasTakesNothing() {
    assertEquals(
        Map.of("cpu", PoolUsage.NOTHING),
        taken(List.of(pool("cpu", CPU, 4, 0)), running("a", cpu(0)), soon("b", cpu(0))));
  }

  // Several pools of one shape: Vertex AI does not say which of them a job is on.

  @Test
  void usedReplicasTellWhereARunningJobIs() {
    assertEquals(
        Map.of("one", PoolUsage.NOTHING, "two", new PoolUsage(3, 0)),
        taken(
            List.of(pool("one", CPU, 9, 0), pool("two", CPU, 4, 3)), running("a", cpu(1), cpu(2))));
  }

  @Test
  void usedReplicasTellMoreThanOurPlacement() {
    assertEquals(
        Map.of("one", PoolUsage.NOTHING, "two", new PoolUsage(2, 0)),
        taken(
            List.of(pool("one", CPU, 4, 0), pool("two", CPU, 4, 2)),
            placed(running("a", cpu(2)), "one")));
  }

  @Test
  void largerJobsExplainUsedReplicasFirst() {
    assertEquals(
        Map.of("one", new PoolUsage(3, 0), "two", new PoolUsage(2, 0)),
        taken(
            List.of(pool("one", CPU, 9, 3), pool("two", CPU, 4, 2)),
            running("a", cpu(2)),
            running("b", cpu(3))));
  }

  @Test
  void usedReplicasAreExplainedOnce() {
    assertEquals(
        Map.of("one", new PoolUsage(4, 0), "two", new PoolUsage(2, 0)),
        taken(
            List.of(pool("one", CPU, 9, 4), pool("two", CPU, 4, 2)),
            running("a", cpu(2)),
            running("b", cpu(2)),
            running("c", cpu(2))));
  }

  @Test
  void whatUsedReplicasDoNotExplainCountsWhereWePlacedIt() {
    assertEquals(
        Map.of("one", PoolUsage.NOTHING, "two", new PoolUsage(2, 2)),
        taken(
            List.of(pool("one", CPU, 4, 0), pool("two", CPU, 4, 0)),
            placed(running("a", cpu(2)), "two"),
            placed(soon("b", cpu(2)), "two")));
  }

  @Test
  void eachWorkerPoolHasItsOwnPlacement() {
    assertEquals(
        Map.of("one", new PoolUsage(0, 1), "two", new PoolUsage(0, 2)),
        taken(
            List.of(pool("one", CPU, 4, 0), pool("two", CPU, 4, 0)),
            placed(soon("a", cpu(2), cpu(1)), "two", "one")));
  }

  @Test
  void whatIsNotKnownToBeAnywhereCountsWhereMostIsFree() {
    assertEquals(
        Map.of("one", new PoolUsage(3, 0), "two", new PoolUsage(1, 2)),
        taken(List.of(pool("one", CPU, 5, 3), pool("two", CPU, 5, 1)), soon("a", cpu(1), cpu(1))));
  }

  @Test
  void aRunningJobThatVertexAiDoesNotCountYetCountsWhereMostIsFree() {
    assertEquals(
        Map.of("one", PoolUsage.NOTHING, "two", new PoolUsage(2, 0)),
        taken(List.of(pool("one", CPU, 3, 0), pool("two", CPU, 5, 0)), running("a", cpu(2))));
  }

  @Test
  void whatFindsItsPoolFullCountsOnOthersOfItsShape() {
    assertEquals(
        Map.of(
            "one", new PoolUsage(2, 0), "two", new PoolUsage(0, 2), "three", new PoolUsage(0, 1)),
        taken(
            List.of(pool("one", CPU, 2, 2), pool("two", CPU, 2, 0), pool("three", CPU, 2, 0)),
            running("a", cpu(2)),
            placed(soon("b", cpu(3)), "one")));
  }

  @Test
  void whatRunsAndFindsItsPoolFullCountsOnOthersOfItsShapeToo() {
    assertEquals(
        Map.of("one", new PoolUsage(5, 0), "two", new PoolUsage(2, 0)),
        taken(
            List.of(pool("one", CPU, 5, 2), pool("two", CPU, 5, 0)),
            placed(running("a", cpu(2)), "one"),
            placed(running("b", cpu(5)), "two")));
  }

  @Test
  void whatRunsFillsOneFullPoolAfterAnother() {
    assertEquals(
        Map.of(
            "one", new PoolUsage(2, 0), "two", new PoolUsage(2, 0), "three", new PoolUsage(1, 0)),
        taken(
            List.of(pool("one", CPU, 2, 0), pool("two", CPU, 2, 0), pool("three", CPU, 2, 0)),
            placed(running("a", cpu(5)), "one")));
  }

  /** Found by the simulation: room of the third pool looked free, and five had six replicas. */
  @Test
  void whatRunsOnAPoolThatShrankMovesWhatComesToThePoolAfterIt() {
    assertEquals(
        Map.of(
            "one", new PoolUsage(2, 0), "two", new PoolUsage(1, 0), "three", new PoolUsage(0, 2)),
        taken(
            List.of(pool("one", CPU, 2, 1), pool("two", CPU, 1, 1), pool("three", CPU, 2, 0)),
            placed(running("a", cpu(1)), "one"),
            placed(running("b", cpu(2)), "two"),
            placed(soon("c", cpu(1)), "one"),
            placed(soon("d", cpu(1)), "three")));
  }

  @Test
  void thePoolsOfAShapeTogetherNeverLookEmptierThanTheyAre() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      List<ResourcePool> pools = new ArrayList<>();
      for (int pool = 0; pool < 3; pool++) {
        int capacity = random.nextInt(4);
        pools.add(pool("pool-" + pool, CPU, capacity, random.nextInt(capacity + 1)));
      }
      HeldReplicas[] holdings = new HeldReplicas[random.nextInt(6)];
      for (int one = 0; one < holdings.length; one++) {
        Demand demand = cpu(1 + random.nextInt(3));
        HeldReplicas holding =
            random.nextBoolean() ? running("job-" + one, demand) : soon("job-" + one, demand);
        holdings[one] = placed(holding, "pool-" + random.nextInt(3));
      }
      long capacity = pools.stream().mapToLong(ResourcePool::capacity).sum();
      long needed =
          Stream.of(holdings)
              .flatMap(it -> it.demands().stream())
              .mapToLong(Demand::replicas)
              .sum();
      Map<String, PoolUsage> taken = taken(pools, holdings);
      long free =
          pools.stream()
              .mapToLong(
                  pool ->
                      Math.max(
                          0,
                          pool.capacity()
                              - taken.getOrDefault(pool.id(), PoolUsage.NOTHING).total()))
              .sum();
      assertTrue(
          free <= Math.max(0, capacity - needed),
          () -> pools + " with " + List.of(holdings) + " are taken as " + taken);
    }
  }

  @Test
  void whereEachWorkerPoolIsCountedIsToldRunningOnesFirstThenLargestFirst() {
    assertEquals(
        List.of(
            new Allocation("a", true, "gpu", 3),
            new Allocation("a", true, "cpu", 2),
            new Allocation("b", false, "cpu", 4),
            new Allocation("b", false, "gpu", 1)),
        counted(
            List.of(pool("cpu", CPU, 4, 0), pool("gpu", GPU, 8, 0)),
            soon("b", gpu(1), cpu(4)),
            running("a", cpu(2), gpu(3))));
  }

  @Test
  void equallyLargeWorkerPoolsAreCountedByNameThenInTheOrderOfTheSpec() {
    List<ResourcePool> pools = List.of(pool("one", CPU, 9, 0), pool("two", CPU, 9, 0));
    assertEquals(
        List.of(
            new Allocation("a", false, "two", 2),
            new Allocation("a", false, "one", 2),
            new Allocation("b", false, "one", 2)),
        counted(
            pools,
            placed(soon("b", cpu(2)), "one"),
            placed(soon("a", cpu(2), cpu(2)), "two", "one")));
  }

  @Test
  void whatTakesNothingIsNotCounted() {
    assertEquals(
        List.of(new Allocation("a", true, "cpu", 1)),
        counted(List.of(pool("cpu", CPU, 4, 0)), running("a", cpu(0), cpu(1), gpu(2))));
  }

  @Test
  void aPlacementOnAPoolThatIsGoneIsOverlooked() {
    assertEquals(
        Map.of("one", new PoolUsage(0, 2)),
        taken(List.of(pool("one", CPU, 4, 0)), placed(soon("a", cpu(2)), "gone")));
  }

  @Test
  void theOrderOfTheHoldingsDoesNotMatter() {
    List<ResourcePool> pools = List.of(pool("one", CPU, 4, 0), pool("two", CPU, 4, 0));
    HeldReplicas placed = placed(soon("a", cpu(2)), "one");
    HeldReplicas elsewhere = soon("b", cpu(2));
    Map<String, PoolUsage> apart = Map.of("one", new PoolUsage(0, 2), "two", new PoolUsage(0, 2));
    assertEquals(apart, taken(pools, placed, elsewhere));
    assertEquals(apart, taken(pools, elsewhere, placed));
  }

  @Test
  void aPlacementNamesAPoolForEachWorkerPool() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> placed(soon("a", cpu(1), cpu(1)), "one"));
    assertEquals("2 worker pools but 1 placements: a", thrown.getMessage());
  }

  private static Map<String, PoolUsage> taken(List<ResourcePool> pools, HeldReplicas... holdings) {
    return Occupancy.of(resource(pools), List.of(holdings));
  }

  private static List<Allocation> counted(List<ResourcePool> pools, HeldReplicas... holdings) {
    return Occupancy.counted(resource(pools), List.of(holdings));
  }

  private static PersistentResource resource(List<ResourcePool> pools) {
    return new PersistentResource("anchor", ResourceState.RUNNING, pools, "", "", false, "", false);
  }

  private static ResourcePool pool(String id, Shape shape, long replicas, long used) {
    return new ResourcePool(id, shape, replicas, OptionalLong.empty(), used);
  }

  private static HeldReplicas running(String name, Demand... demands) {
    return new HeldReplicas(name, true, List.of(demands), List.of());
  }

  private static HeldReplicas soon(String name, Demand... demands) {
    return new HeldReplicas(name, false, List.of(demands), List.of());
  }

  private static HeldReplicas placed(HeldReplicas holding, String... pools) {
    return new HeldReplicas(holding.name(), holding.running(), holding.demands(), List.of(pools));
  }

  private static Demand cpu(long replicas) {
    return new Demand(CPU, replicas);
  }

  private static Demand gpu(long replicas) {
    return new Demand(GPU, replicas);
  }
}
