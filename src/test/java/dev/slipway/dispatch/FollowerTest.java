package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.pool.JobState;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From launched to ended. */
final class FollowerTest {

  private static final String JOB = "projects/1/locations/here/customJobs/1";

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission spec = Submission.published("none yet");

  @BeforeEach
  void aJobIsLaunched() {
    spec = world.upload("team/job.json", SpecTexts.spec("job", 3));
    slipway.hear(spec);
  }

  @Test
  void eachStateIsShownWithItsTime() {
    world.time().passUntil(Duration.ofMinutes(2));
    world.jobs().become(JOB, JobState.RUNNING);
    slipway.tick();

    Status told = world.status(spec);
    assertEquals(State.RUNNING, told.state());
    assertEquals(FakeTime.START.plusSeconds(120), told.since());
    assertEquals(
        List.of(
            new Transition(State.WAITING, FakeTime.START),
            new Transition(State.LAUNCHING, FakeTime.START),
            new Transition(State.PENDING, FakeTime.START),
            new Transition(State.RUNNING, FakeTime.START.plusSeconds(120))),
        told.history());
  }

  @ParameterizedTest
  @EnumSource(
      value = JobState.class,
      names = {"SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED", "PARTIALLY_SUCCEEDED"})
  void aJobThatEndsEndsItsSubmission(JobState end) {
    world.jobs().become(JOB, end, "what happened");

    tickAfterAMinute();

    Status told = world.status(spec);
    assertEquals(State.of(end), told.state());
    assertEquals(JOB, told.job());
    assertEquals(
        List.of(Problem.of(ProblemCode.JOB_FAILED, "", "message", "what happened")),
        told.problems());
    assertEquals(new Ending(told, SpecTexts.spec("job", 3)), world.ending(spec).orElseThrow());
    assertFalse(world.isQueued(spec));
  }

  @Test
  void aStateWeDoNotKnowChangesNothing() {
    world.jobs().become(JOB, JobState.UNKNOWN);

    tickAfterAMinute();

    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void aJobThatSomebodyDeletedIsOverAfterTheGrace() {
    world.jobs().delete(JOB);
    tickAfterAMinute();
    assertEquals(State.PENDING, world.status(spec).state());

    tickAfterAMinute();

    assertEquals(State.CANCELLED, world.status(spec).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.JOB_GONE, "", "job", JOB)), world.status(spec).problems());
    assertFalse(world.isQueued(spec));
  }

  @Test
  void aJobThatNoListShowsIsNotOverAndKeepsItsReplicas() {
    world.jobs().lag(true);
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 3));
    slipway.hear(second);

    for (int i = 0; i < 5; i++) {
      tickAfterAMinute();
    }

    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(State.WAITING, world.status(second).state());
    assertEquals(1, world.jobs().requests().size());
  }

  /** What has waited for a day had no job in that time. */
  @Test
  void jobsAreListedFromTheLaunchOnAndNotFromTheArrival() {
    slipway.hear(world.upload("team/second.json", SpecTexts.spec("second", 3)));
    world.time().passUntil(Duration.ofHours(20));
    world.jobs().become(JOB, JobState.SUCCEEDED);
    slipway.tick();
    world.jobs().become("projects/1/locations/here/customJobs/2", JobState.SUCCEEDED);

    tickAfterAMinute();

    List<Instant> asked = world.jobs().asked();
    assertEquals(
        FakeTime.START.plus(Duration.ofHours(20)).minus(Duration.ofMinutes(10)),
        asked.get(asked.size() - 1));
  }

  @Test
  void aJobThatNoListShowsIsFollowedByItsName() {
    world.jobs().lag(true);
    world.jobs().become(JOB, JobState.SUCCEEDED);
    tickAfterAMinute();

    tickAfterAMinute();

    assertEquals(State.SUCCEEDED, world.status(spec).state());
  }

  @Test
  void whoWaitsIsLaunchedInThePassThatSeesTheEnd() {
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 3));
    slipway.hear(second);
    assertEquals(State.WAITING, world.status(second).state());
    world.jobs().become(JOB, JobState.SUCCEEDED);

    tickAfterAMinute();

    assertEquals(State.PENDING, world.status(second).state());
  }

  private void tickAfterAMinute() {
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
  }
}
