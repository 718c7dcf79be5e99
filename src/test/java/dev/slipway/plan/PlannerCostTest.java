package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What planning a long queue costs, in memory allocated: no clock is asked. */
final class PlannerCostTest {

  private static final int POOLS = 100;

  @Test
  void tenTimesTheQueueAllocatesAtMostTwelveTimesAsMuch() {
    List<PendingSubmission> queue = queue(20_000);
    allocated(queue.subList(0, 2_000));

    long some = allocated(queue.subList(0, 2_000));
    long all = allocated(queue);

    assertTrue(all <= 12 * some, all + " bytes, and for a tenth of the queue " + some);
  }

  private static long allocated(List<PendingSubmission> queue) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PlanInput situation = situation();
    long before = threads.getCurrentThreadAllocatedBytes();
    Map<String, Decision> decisions = Planner.plan(situation, queue);
    long after = threads.getCurrentThreadAllocatedBytes();
    assertEquals(queue.size(), decisions.size());
    return after - before;
  }

  private static PlanInput situation() {
    List<ResourcePool> pools = new ArrayList<>();
    for (int i = 0; i < POOLS; i++) {
      pools.add(new ResourcePool("pool-" + i, shape(i), 10, OptionalLong.empty(), 0));
    }
    return new PlanInput(
        new PersistentResource("training", ResourceState.RUNNING, pools, "", "", false, "", false),
        Map.of(),
        false,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE,
        Optional.empty(),
        Instant.EPOCH);
  }

  private static List<PendingSubmission> queue(int length) {
    List<PendingSubmission> queue = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      WorkerPool workerPool =
          new WorkerPool("jobSpec.workerPoolSpecs[0]", new Demand(shape(i % POOLS), 1 + i % 7));
      queue.add(
          new PendingSubmission(
              "id" + i,
              i % 3,
              Instant.EPOCH.plusSeconds(i),
              new Requirements(List.of(workerPool), "", "", "", Spelling.CAMEL),
              true,
              0,
              Instant.EPOCH));
    }
    return queue;
  }

  /** Twenty of them, so that five pools share each. */
  private static Shape shape(int i) {
    return new Shape(
        "n1-standard-4", "", 0, "", "", ReservationAffinity.NONE, "pd-ssd", 100 + i % 20);
  }
}
