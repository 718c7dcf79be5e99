package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits too long ends, with the reason why it waited. */
final class TimeOutTest {

  private static final Problem TOO_LONG =
      Problem.of(
          ProblemCode.WAITED_TOO_LONG, "", "arrival", FakeTime.START, "most", Duration.ofHours(24));

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void itEndsWithTheLastReason() {
    Job other = world.occupy(4);
    Submission spec = waits();
    List<Problem> reasons = world.status(spec).waiting().orElseThrow().reasons();

    world.time().passUntil(Duration.ofHours(24));
    slipway.tick();
    assertEquals(State.WAITING, world.status(spec).state(), "to the last second");
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();

    Status told = world.status(spec);
    assertEquals(State.TIMED_OUT, told.state());
    assertEquals(List.of(TOO_LONG, reasons.get(0)), told.problems());
    assertEquals(told, world.ending(spec).orElseThrow().status());
    assertFalse(world.isQueued(spec));
    world.jobs().become(other.name(), State.SUCCEEDED);
    slipway.tick();
    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void whatFitsAtLastIsLaunchedHoweverLongItWaited() {
    Job other = world.occupy(4);
    Submission spec = waits();
    world.jobs().become(other.name(), State.SUCCEEDED);
    world.time().pass(Duration.ofHours(30));

    slipway.tick();

    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void whatWaitsForAResourceThatIsGoneTimesOutToo() {
    world.occupy(4);
    Submission spec = waits();
    world.resources().delete(World.RESOURCE);
    world.time().pass(Duration.ofHours(25));

    slipway.tick();

    assertEquals(
        List.of(
            TOO_LONG, Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", World.RESOURCE)),
        world.status(spec).problems());
  }

  @Test
  void whereNobodyCanLookItTimesOutAllTheSame() {
    world.occupy(4);
    Submission spec = waits();
    world.time().pass(Duration.ofHours(25));
    slipway.calls().fail("vertex find");

    slipway.tick();

    assertEquals(State.TIMED_OUT, world.status(spec).state());
    assertEquals(
        List.of(
            TOO_LONG, Problem.of(ProblemCode.CANNOT_LOOK, "", "message", "503 from the bucket")),
        world.status(spec).problems());
  }

  @Test
  void whatIsSetAsideTimesOutToo() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.takeIn(spec);
    world.schema().breakOn("job");
    for (int i = 0; i < 6; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
    assertEquals(true, world.progress(spec).isSetAside());
    world.time().pass(Duration.ofHours(25));

    slipway.tick();

    assertEquals(
        List.of(TOO_LONG, Problem.of(ProblemCode.RECORD_SET_ASIDE, "", "times", 5)),
        world.status(spec).problems());
  }

  @Test
  void whatRunsHasWaitedEnough() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    world.time().pass(Duration.ofDays(3));

    slipway.tick();

    assertEquals(State.PENDING, world.status(spec).state());
  }

  private Submission waits() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    assertEquals(State.WAITING, world.status(spec).state());
    return spec;
  }
}
