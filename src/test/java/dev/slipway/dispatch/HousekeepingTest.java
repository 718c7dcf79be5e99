package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Leases.Lease;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.storage.BucketLeases;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ticks are for is done although ticks find the lease held, and once a minute only. */
@Tag("thorough")
final class HousekeepingTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private int uploads;

  @Test
  void whoeverServesTheQueueTimesOutWhatWaitedTooLongWhereNoTickGetsTheLease() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    world.time().pass(Duration.ofHours(25));

    event();

    assertEquals(State.TIMED_OUT, world.status(spec).state());
  }

  @Test
  void aPauseIsNotedWhereNoTickGetsTheLease() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    world.requests().pause("maintenance");
    for (int i = 0; i < 25 * 60; i++) {
      world.time().pass(Duration.ofMinutes(1));
      event();
    }
    world.requests().resume();
    world.time().pass(Duration.ofMinutes(1));

    event();

    assertEquals(State.WAITING, world.status(spec).state(), "paused time does not count");
  }

  @Test
  void eventsWithinAMinuteLeaveItAlone() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    slipway.tick();
    int seen = slipway.log().messages(LogEvent.QUEUE_SEEN).size();

    world.time().pass(Duration.ofSeconds(50));
    event();
    assertEquals(seen, slipway.log().messages(LogEvent.QUEUE_SEEN).size());
    world.time().pass(Duration.ofSeconds(10));
    event();

    assertEquals(seen + 1, slipway.log().messages(LogEvent.QUEUE_SEEN).size());
  }

  @Test
  void theLeaseSaysWhenItWasDone() {
    world.occupy(4);
    slipway.hear(world.upload("team/job.json", SpecTexts.spec("job", 1)));
    world.time().pass(Duration.ofMinutes(10));
    Instant before = world.time().now();

    slipway.tick();

    Lease lease = lease().orElseThrow().value();
    assertFalse(lease.isTaken());
    assertFalse(lease.housekeeping().isBefore(before), lease.toString());
  }

  private Optional<Versioned<Lease>> lease() {
    return new BucketLeases(world.stateBucket(), world.tokens()).read(World.RESOURCE);
  }

  /** Another spec comes, has to wait, and goes. */
  private void event() {
    uploads++;
    String object = "team/other-" + uploads + ".json";
    Submission other = world.upload(object, SpecTexts.spec("other", 1));
    slipway.hear(other);
    world.remove(object);
    slipway.hearGone(other);
  }
}
