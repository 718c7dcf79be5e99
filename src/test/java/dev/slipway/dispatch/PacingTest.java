package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many at a time, in which order, and who is told of it when. */
final class PacingTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private final Instance slow = world.start(settings(/* rejectWhenFull= */ false, 2));

  private static Settings settings(boolean rejectWhenFull, int launchesPerMinute) {
    return new Settings(
        World.RESOURCE,
        rejectWhenFull,
        Duration.ofHours(24),
        Duration.ofDays(7),
        Duration.ofMinutes(2),
        false,
        Duration.ZERO,
        false,
        launchesPerMinute,
        "");
  }

  @Test
  void noMoreAreLaunchedInAMinuteThanThePace() {
    Submission first = waiting("first", 1, 0);
    Submission second = waiting("second", 1, 0);
    Submission third = waiting("third", 1, 0);

    slow.tick();

    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.PENDING, world.status(second).state());
    assertEquals(
        Optional.of(
            new Status.Waiting(1, List.of(Problem.of(ProblemCode.PACED, "", "perMinute", 2)))),
        world.status(third).waiting());
    world.time().pass(Duration.ofSeconds(30));
    slow.tick();
    assertEquals(2, world.jobs().requests().size());
    world.time().pass(Duration.ofSeconds(30));
    slow.tick();
    assertEquals(State.PENDING, world.status(third).state());
  }

  @Test
  void otherPeoplesJobsCountForThePace() {
    Job theirs = world.occupy(1);
    Submission first = waiting("first", 1, 0);
    Submission second = waiting("second", 1, 0);

    slow.tick();

    assertEquals(Optional.of(State.RUNNING), theirs.state());
    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.WAITING, world.status(second).state());
  }

  @Test
  void launchesThatWereRefusedCountForThePace() {
    for (int i = 0; i < 3; i++) {
      waiting("job" + i, 1, 0);
      world.jobs().refuse(Creation.Refusal.FOR_NOW, "RESOURCE_EXHAUSTED", "quota");
    }

    slow.tick();
    slow.tick();

    assertEquals(2, world.jobs().requests().size());
  }

  @Test
  void launchesThatSteppedBackDoNotCountForThePace() {
    Submission first = waiting("first", 1, 0);
    Submission second = waiting("second", 1, 0);
    slow.calls().before("state find done/", () -> world.time().pass(Duration.ofSeconds(20)));

    slow.tick();

    assertEquals(
        List.of(first + " waits again: the look at the resource is too old by now"),
        slow.log().messages(LogEvent.LAUNCH_ABANDONED));
    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.PENDING, world.status(second).state());
  }

  @Test
  void whoHasPriorityGoesFirst() {
    world.occupy(1);
    Submission early = waiting("early", 3, 0);
    Submission urgent = waiting("urgent", 3, 5);

    slipway.tick();

    assertEquals(State.PENDING, world.status(urgent).state());
    assertEquals(State.WAITING, world.status(early).state());
  }

  @Test
  void whoWaitsIsNotOvertakenForItsReplicas() {
    Job other = world.occupy(2);
    Submission large = waiting("large", 4, 0);
    Submission small = waiting("small", 1, 0);

    slipway.tick();

    assertEquals(State.WAITING, world.status(large).state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.POOL_RESERVED,
                "jobSpec.workerPoolSpecs[0]",
                "pool",
                "pool-0",
                "asked",
                1,
                "free",
                2,
                "ahead",
                1)),
        world.status(small).waiting().orElseThrow().reasons());
    world.jobs().become(other.name(), State.SUCCEEDED);
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
    assertEquals(State.PENDING, world.status(large).state());
  }

  @Test
  void whoMustWaitIsToldWhyAtOnce() {
    world.occupy(2);
    Submission spec = world.upload("team/large.json", SpecTexts.spec("large", 3));

    slipway.hear(spec);

    assertEquals(State.WAITING, world.status(spec).state());
    assertEquals(List.of(poolFull(2, 0)), world.status(spec).waiting().orElseThrow().reasons());
  }

  /** Three are asked for of four, of which so many are taken or will be. */
  private static Problem poolFull(int inUse, int soon) {
    return Problem.of(
        ProblemCode.POOL_FULL,
        "jobSpec.workerPoolSpecs[0]",
        "pool",
        "pool-0",
        "asked",
        3,
        "capacity",
        4,
        "inUse",
        inUse,
        "soon",
        soon,
        "earlier",
        0,
        "missing",
        inUse + soon - 1);
  }

  @Test
  void nobodyIsRejectedForALaunchThatMayYetStepBack() {
    Instance rejecting = world.start(settings(/* rejectWhenFull= */ true, 60));
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 3));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 3));
    slipway.calls().before("vertex create", () -> rejecting.hear(second));

    slipway.hear(first);

    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.WAITING, world.status(second).state());
    assertEquals(List.of(poolFull(0, 3)), world.status(second).waiting().orElseThrow().reasons());
    rejecting.tick();
    assertEquals(State.REJECTED, world.status(second).state(), "the job is there to stay");
    assertEquals(List.of(poolFull(0, 3)), world.status(second).problems());
  }

  @Test
  void positionsAreToldOnTicksOnlyAndOnlyWhenTheyChange() {
    Job other = world.occupy(4);
    Submission first = waiting("first", 4, 0);
    Submission second = waiting("second", 4, 0);
    slipway.tick();
    assertEquals(2, position(second));
    world.jobs().become(other.name(), State.SUCCEEDED);

    Submission third = world.upload("team/third.json", SpecTexts.spec("third", 4));
    slipway.hear(third);
    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(2, position(second), "no tick yet");

    slipway.tick();
    assertEquals(1, position(second));
    slipway.calls().drain();
    slipway.tick();
    assertEquals(0, slipway.calls().count("state write status/"));
  }

  @Test
  void whileTheResourceIsNotReadyEverybodyWaits() {
    world.resources().put(FakeResources.resource(World.RESOURCE, ResourceState.PROVISIONING, 0));
    Submission spec = waiting("job", 4, 0);

    slipway.tick();

    assertEquals(
        Optional.of(
            new Status.Waiting(
                1,
                List.of(
                    Problem.of(
                        ProblemCode.RESOURCE_NOT_READY,
                        "",
                        "resource",
                        World.RESOURCE,
                        "state",
                        "PROVISIONING")))),
        world.status(spec).waiting());
    world.resources().put(FakeResources.resource(World.RESOURCE, ResourceState.RUNNING, 4));
    slipway.tick();
    assertEquals(State.PENDING, world.status(spec).state());
  }

  private int position(Submission spec) {
    return world.status(spec).waiting().orElseThrow().position();
  }

  private Submission waiting(String name, int replicas, int priority) {
    Submission spec =
        world.upload("team/" + name + ".json", SpecTexts.urgent(name, replicas, priority));
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }
}
