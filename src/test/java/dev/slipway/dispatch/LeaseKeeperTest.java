package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Leases.Lease;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.storage.BucketLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LeaseKeeperTest {

  private static final Lease THEIRS = new Lease("them", Duration.ofSeconds(60), Instant.EPOCH);
  private static final Lease FREE = new Lease("", Duration.ZERO, Instant.EPOCH);

  private final World world = new World();
  private final Instance slipway = world.start();
  private final Leases leases = new BucketLeases(world.stateBucket(), world.tokens());
  private final LeaseKeeper keeper = new LeaseKeeper(slipway.ports(), World.RESOURCE, "us");

  @Test
  void aLeaseThatNobodyEverHadIsTaken() {
    LeaseKeeper.LeaseGrant taken = keeper.take();

    assertFalse(taken.isElsewhere());
    assertEquals(new Lease("us", Duration.ofSeconds(60), Instant.EPOCH), standing());
    assertEquals(Duration.ZERO, world.time().elapsed());
  }

  @Test
  void aLeaseThatIsHeldIsLeft() {
    write(THEIRS);
    world.time().pass(Duration.ofSeconds(59));

    assertTrue(keeper.take().isElsewhere());
    assertEquals(THEIRS, standing());
  }

  @Test
  void aLeaseThatRanOutIsTaken() {
    write(THEIRS);
    world.time().pass(Duration.ofSeconds(60));

    assertFalse(keeper.take().isElsewhere());
    assertEquals("us", standing().holder());
  }

  @Test
  void whoLosesTheRaceForItReadsItHeldAndLeaves() {
    slipway.calls().before("state write leases/", () -> write(THEIRS));

    assertTrue(keeper.take().isElsewhere());
    assertEquals(1, slipway.calls().count("state write leases/"));
  }

  @Test
  void aLeaseTooBusyToBeWrittenIsDoneWithout() {
    for (int i = 0; i < 3; i++) {
      slipway.calls().before("state write leases/", () -> write(FREE));
    }

    LeaseKeeper.LeaseGrant taken = keeper.take();

    assertEquals(
        new LeaseKeeper.LeaseGrant(false, Optional.empty(), world.time().elapsed()), taken);
    assertEquals(3, slipway.calls().count("state write leases/"));
    keeper.free(taken, Instant.EPOCH);
    assertEquals(3, slipway.calls().count("state write leases/"), "nothing to free");
  }

  @Test
  void withoutTheLeaseThePassIsRunAllTheSame() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    for (int i = 0; i < 3; i++) {
      slipway.calls().before("state write leases/", () -> write(FREE));
    }

    slipway.hear(spec);

    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void aLeaseThatSomebodyElseTookIsNotFreed() {
    LeaseKeeper.LeaseGrant taken = keeper.take();
    write(THEIRS);

    keeper.free(taken, Instant.EPOCH);

    assertEquals(THEIRS, standing());
  }

  @Test
  void itIsWrittenAtMostOnceASecond() {
    List<Instant> writes = new ArrayList<>();
    Instance other = world.start();
    for (Instance instance : List.of(slipway, other)) {
      instance
          .calls()
          .watch(
              new Calls.Watcher() {
                @Override
                public void before(String call) {
                  if (call.startsWith("state write leases/")) {
                    writes.add(world.time().now());
                  }
                }
              });
    }
    for (int i = 0; i < 4; i++) {
      Submission spec = world.upload("team/job" + i, SpecTexts.spec("job", 1));
      (i % 2 == 0 ? slipway : other).queueUp(spec);
      world.time().pass(Duration.ofMillis(300));
    }

    assertEquals(8, writes.size());
    for (int i = 1; i < writes.size(); i++) {
      Duration between = Duration.between(writes.get(i - 1), writes.get(i));
      assertTrue(between.compareTo(Duration.ofSeconds(1)) >= 0, "only " + between);
    }
  }

  @Test
  void whatComesWhileTheLeaseIsHeldIsServedByItsHolder() {
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 1));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 1));
    Instance other = world.start();
    slipway.calls().before("vertex create", () -> other.queueUp(second));

    slipway.queueUp(first);

    assertEquals(0, other.calls().count("vertex"), "the other process left");
    assertEquals(
        List.of("somebody else serves the queue of training right now"),
        other.log().messages(LogEvent.PASS_LEFT));
    assertEquals(State.PENDING, world.status(second).state());
  }

  @Test
  void whatComesJustBeforeTheLeaseIsFreedIsServedByItsHolder() {
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 1));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 1));
    Instance other = world.start();
    slipway
        .calls()
        .after(
            "vertex create",
            () -> slipway.calls().before("state write leases/", () -> other.queueUp(second)));

    slipway.queueUp(first);

    assertEquals(0, other.calls().count("vertex"), "the other process left");
    assertEquals(State.PENDING, world.status(second).state());
  }

  @Test
  void whatStepsBackFromALaunchWhileTheLeaseIsHeldIsServedByItsHolder() {
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 1));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 1));
    Instance other = world.start();
    other.takeIn(second);
    Lifecycle waiting = world.progress(second);
    Lifecycle marked =
        waiting.claimed("theirs", Duration.ofMinutes(2), List.of("pool-0"), world.time().now());
    world.change(second, marked);
    slipway
        .calls()
        .before(
            "vertex create",
            () -> {
              world.change(second, marked.released(waiting, world.time().now()));
              other.hear(second);
            });

    slipway.queueUp(first);

    assertEquals(
        List.of("somebody else serves the queue of training right now"),
        other.log().messages(LogEvent.PASS_LEFT));
    assertEquals(State.PENDING, world.status(second).state());
  }

  private Lease standing() {
    return leases.read(World.RESOURCE).orElseThrow().value();
  }

  private void write(Lease lease) {
    if (leases.write(World.RESOURCE, lease, leases.read(World.RESOURCE)).isEmpty()) {
      throw new AssertionError("not written");
    }
  }
}
