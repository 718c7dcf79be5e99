package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Launching is paused by an object, and goes on without it. */
final class PauseTest {

  private static final String REASON = "the resource is rebooted";

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void whilePausedSpecsAreTakenInAndToldSoAndLaunchedAfterwards() {
    world.requests().pause(REASON);
    Submission spec = upload("job", 1);

    slipway.hear(spec);
    assertEquals(
        Optional.of(new Status.Waiting(1, List.of(paused()))), world.status(spec).waiting());
    assertEquals(List.of(), world.jobs().requests());

    world.requests().resume();
    tick();
    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void whatNeverFitsIsToldSoAtOnceAllTheSame() {
    world.requests().pause(REASON);
    Submission spec = upload("job", 5);

    slipway.hear(spec);

    assertEquals(State.REJECTED, world.status(spec).state());
  }

  @Test
  void aPauseStopsTheLaunchesOfAPassThatHasBegun() {
    Submission first = upload("first", 1);
    Submission second = upload("second", 1);
    slipway.takeIn(first);
    slipway.takeIn(second);
    slipway.calls().after("vertex create", () -> world.requests().pause(REASON));

    tick();

    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.WAITING, world.status(second).state());
  }

  @Test
  void whatRunsIsFollowedAllTheSame() {
    Submission spec = upload("job", 1);
    slipway.hear(spec);
    world.requests().pause(REASON);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);

    tick();

    assertEquals(State.SUCCEEDED, world.status(spec).state());
  }

  @Test
  void timeInWhichLaunchingWasPausedDoesNotCountAsWaiting() {
    world.occupy(4);
    Submission spec = upload("job", 1);
    slipway.hear(spec);
    world.time().pass(Duration.ofHours(20));
    world.requests().pause(REASON);
    ticksOver(Duration.ofHours(50));
    world.requests().resume();
    world.time().pass(Duration.ofHours(3));
    tick();
    assertEquals(State.WAITING, world.status(spec).state(), "23 hours");

    world.time().pass(Duration.ofHours(2));
    tick();

    assertEquals(State.TIMED_OUT, world.status(spec).state(), "25 hours");
  }

  @Test
  void severalPausesAddUp() {
    world.occupy(4);
    Submission spec = upload("job", 1);
    slipway.hear(spec);
    for (int i = 0; i < 3; i++) {
      world.time().pass(Duration.ofHours(7));
      world.requests().pause(REASON);
      ticksOver(Duration.ofHours(10));
      world.requests().resume();
    }
    tick();
    assertEquals(State.WAITING, world.status(spec).state(), "21 hours");

    world.time().pass(Duration.ofHours(4));
    tick();

    assertEquals(State.TIMED_OUT, world.status(spec).state(), "25 hours");
  }

  private Problem paused() {
    Instant since = world.control().pause().orElseThrow().since();
    return Problem.of(ProblemCode.PAUSED, "", "since", since, "reason", REASON);
  }

  private Submission upload(String name, int replicas) {
    return world.upload("team/" + name + ".json", SpecTexts.spec(name, replicas));
  }

  private void tick() {
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
  }

  /** A tick every quarter of an hour is as good as one a minute, and quicker. */
  private void ticksOver(Duration time) {
    for (Duration left = time; !left.isZero(); left = left.minusMinutes(15)) {
      slipway.tick();
      world.time().pass(Duration.ofMinutes(15));
    }
    slipway.tick();
  }
}
