package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Launches of which nobody knows whether they made a job. */
final class RecoveryTest {

  private static final String JOB = "projects/1/locations/here/customJobs/1";

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission spec = Submission.published("none yet");

  @BeforeEach
  void aSpecIsUploaded() {
    spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
  }

  @Test
  void aJobWhoseAnswerWasLostIsFoundByItsLabels() {
    world.jobs().answer(FakeJobs.ANSWER_LOST);
    slipway.hear(spec);

    slipway.tick();

    assertEquals(JOB, world.status(spec).job());
    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(List.of(), world.status(spec).warnings());
    assertEquals(1, world.jobs().requests().size());
    assertEquals(
        List.of(JOB + " was found by its labels as the job of " + spec),
        slipway.log().messages(LogEvent.JOB_ADOPTED));
  }

  @Test
  void aJobThatEndedBeforeItWasFoundEndsItsSubmission() {
    world.jobs().answer(FakeJobs.ANSWER_LOST);
    slipway.hear(spec);
    world.jobs().become(JOB, State.FAILED, "exit code 1");

    slipway.tick();

    Status told = world.status(spec);
    assertEquals(State.FAILED, told.state());
    assertEquals(JOB, told.job());
    assertEquals(
        List.of(Problem.of(ProblemCode.JOB_FAILED, "", "message", "exit code 1")), told.problems());
    assertEquals(told, world.ending(spec).orElseThrow().status());
    assertFalse(world.isQueued(spec));
    assertEquals(List.of(), slipway.log().events(Log.Severity.ERROR));
  }

  @Test
  void whatWasNeverCreatedIsLaunchedAgainAfterTheGrace() {
    world.jobs().answer(FakeJobs.CALL_LOST);
    slipway.hear(spec);
    world.time().pass(Duration.ofMinutes(2));

    slipway.tick();

    Lifecycle lifecycle = world.progress(spec);
    assertEquals(State.PENDING, lifecycle.state());
    assertEquals(2, lifecycle.attempt().count());
    assertEquals(
        List.of(State.WAITING, State.LAUNCHING, State.WAITING, State.LAUNCHING, State.PENDING),
        lifecycle.history().stream().map(Transition::state).toList());
    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void theGraceGoesByTheClockOfTheBucket() {
    world.jobs().answer(FakeJobs.CALL_LOST);
    slipway.hear(spec);
    world.time().jump(Duration.ofHours(1));

    slipway.tick();

    assertEquals(State.LAUNCHING, world.progress(spec).state());
    assertEquals(1, world.jobs().requests().size());
  }

  @Test
  void onHoldNothingIsCreatedAgainWithoutAPerson() {
    Instance holding = holding();
    world.jobs().answer(FakeJobs.CALL_LOST);
    holding.hear(spec);
    for (int i = 0; i < 60; i++) {
      world.time().pass(Duration.ofMinutes(1));
      holding.tick();
    }

    Lifecycle lifecycle = world.progress(spec);
    assertEquals(State.LAUNCHING, lifecycle.state());
    assertEquals(1, world.jobs().requests().size());
    assertEquals(
        List.of(Problem.of(ProblemCode.HELD_FOR_A_PERSON, "", "attempt", lifecycle.attempt().id())),
        world.status(spec).warnings());
  }

  @Test
  void onHoldARecordOfWhatHadEndedIsNotKept() {
    Instance holding = holding();
    world.jobs().answer(FakeJobs.CALL_LOST);
    holding.hear(spec);
    world.endings().create(spec.id(), new Outcome(world.status(spec), "ended by somebody else"));

    world.time().pass(Duration.ofMinutes(3));
    holding.tick();

    assertFalse(world.isQueued(spec));
  }

  @Test
  void onHoldAJobThatComesToLightIsAdopted() {
    Instance holding = holding();
    world.jobs().answer(FakeJobs.ANSWER_LOST);
    world.jobs().lag(true);
    holding.hear(spec);
    world.time().pass(Duration.ofMinutes(10));
    holding.tick();
    world.jobs().lag(false);

    holding.tick();

    assertEquals(JOB, world.progress(spec).job());
    assertEquals(List.of(), world.status(spec).warnings());
    assertEquals(1, world.jobs().requests().size());
  }

  private Instance holding() {
    return world.start(
        new Settings(
            "",
            false,
            Duration.ofHours(24),
            Duration.ofDays(7),
            Duration.ofMinutes(2),
            true,
            Duration.ZERO,
            false,
            60,
            ""));
  }

  @Test
  void aJobThatComesToLightWhileItsSubmissionWaitsAgainIsAdopted() {
    world.jobs().answer(FakeJobs.ANSWER_LOST);
    world.jobs().lag(true);
    slipway.hear(spec);
    world.resources().put(FakeResources.resource(World.RESOURCE, ResourceState.REBOOTING, 4));
    world.time().pass(Duration.ofMinutes(2));
    slipway.tick();
    assertEquals(State.WAITING, world.progress(spec).state());
    world.resources().put(FakeResources.resource(World.RESOURCE, ResourceState.RUNNING, 4));
    world.jobs().lag(false);

    slipway.tick();

    assertEquals(JOB, world.progress(spec).job());
    assertEquals(1, world.jobs().requests().size());
    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void aJobListedLaterThanTheGraceIsCancelledForTheOneThatIsNamed() {
    world.jobs().answer(FakeJobs.ANSWER_LOST);
    world.jobs().lag(true);
    slipway.hear(spec);
    world.time().pass(Duration.ofMinutes(2));
    slipway.tick();
    assertEquals(2, world.jobs().all().size());
    world.jobs().lag(false);

    slipway.tick();

    assertEquals(List.of(JOB), world.jobs().cancelled());
    assertEquals("projects/1/locations/here/customJobs/2", world.status(spec).job());
    assertEquals(
        List.of(Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", JOB)),
        world.status(spec).warnings());
  }
}
