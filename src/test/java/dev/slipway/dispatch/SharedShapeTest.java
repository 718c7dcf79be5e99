package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The re-read after a claim, where several resource pools have one shape or a job needs several.
 */
final class SharedShapeTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aPoolThatAMoreUrgentJobTookMeanwhileIsNotTakenTwice() {
    pools("n1-standard-4:1", "n1-standard-4:2");
    Submission large = waiting("large", 2);
    Submission small = waiting("small", 1);
    // Between the snapshot of the pass and its first claim.
    slipway
        .calls()
        .before(
            "state write queue/",
            () -> world.start().hear(upload("urgent", SpecTexts.urgent("urgent", 1, 5))));

    slipway.tick();

    assertNeverTooMany("pool-0", 1);
    assertNeverTooMany("pool-1", 2);
    assertEquals(State.PENDING, world.progress(large).state());
    assertEquals(State.WAITING, world.progress(small).state());
  }

  @Test
  void aWorkerPoolIsNotCountedAsIfItCouldBeSplitOverTwoPools() {
    pools("n1-standard-4:3", "n1-standard-4:1");
    waiting("first", 2);
    slipway
        .calls()
        .before(
            "state write queue/",
            () -> world.start().hear(upload("urgent", SpecTexts.urgent("urgent", 2, 5))));

    slipway.tick();

    assertEquals(1, world.jobs().requests().size());
    assertNeverTooMany("pool-0", 3);
  }

  @Test
  void eachWorkerPoolOfAJobIsLookedAtAgain() {
    pools("n1-standard-4:1", "n1-standard-8:1");
    Submission both = upload("both", twoShapes());
    slipway.takeIn(both);
    // Only the second shape is taken meanwhile.
    slipway
        .calls()
        .before(
            "state write queue/",
            () ->
                world
                    .start()
                    .hear(
                        upload(
                            "urgent",
                            SpecTexts.urgent("urgent", 1, 5)
                                .replace("n1-standard-4", "n1-standard-8"))));

    slipway.tick();

    assertEquals(State.WAITING, world.progress(both).state());
    assertEquals(1, world.jobs().requests().size());
  }

  private void assertNeverTooMany(String pool, long capacity) {
    long placed = 0;
    for (Versioned<SubmissionRecord> kept : world.queue().list().records()) {
      List<String> placement = kept.value().lifecycle().attempt().placement();
      for (int i = 0; i < placement.size(); i++) {
        placed +=
            placement.get(i).equals(pool)
                ? kept.value().request().requirements().demands().get(i).replicas()
                : 0;
      }
    }
    assertEquals(true, placed <= capacity, placed + " replicas are placed on " + pool);
  }

  private void pools(String... machinesAndCounts) {
    List<ResourcePool> pools = new ArrayList<>();
    for (String each : machinesAndCounts) {
      String[] parts = each.split(":", -1);
      pools.add(
          new ResourcePool(
              "pool-" + pools.size(),
              Shape.of(parts[0]),
              Long.parseLong(parts[1]),
              OptionalLong.empty(),
              0));
    }
    world
        .resources()
        .put(
            new PersistentResource(
                World.RESOURCE, ResourceState.RUNNING, pools, "", "", false, "", false));
  }

  private Submission waiting(String name, int replicas) {
    Submission spec = upload(name, SpecTexts.spec(name, replicas));
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }

  private Submission upload(String name, String spec) {
    return world.upload("team/" + name + ".json", spec);
  }

  private static String twoShapes() {
    String spec = SpecTexts.spec("both", 1);
    int from = spec.indexOf("{\n", spec.indexOf("workerPoolSpecs"));
    int to = spec.lastIndexOf("]");
    String pool = spec.substring(from, to).strip();
    return spec.substring(0, from)
        + pool
        + ", "
        + pool.replace("n1-standard-4", "n1-standard-8")
        + spec.substring(to);
  }
}
