package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From launched to ended. */
final class JobTrackerTest {

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
    world.jobs().become(JOB, State.RUNNING);
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
      value = State.class,
      names = {"SUCCEEDED", "FAILED", "CANCELLED", "EXPIRED", "PARTIALLY_SUCCEEDED"})
  void aJobThatEndsEndsItsSubmission(State end) {
    world.jobs().become(JOB, end, "what happened");

    tickAfterAMinute();

    Status told = world.status(spec);
    assertEquals(end, told.state());
    assertEquals(JOB, told.job());
    assertEquals(
        List.of(Problem.of(ProblemCode.JOB_FAILED, "", "message", "what happened")),
        told.problems());
    assertEquals(new Outcome(told, SpecTexts.spec("job", 3)), world.ending(spec).orElseThrow());
    assertFalse(world.isQueued(spec));
  }

  @Test
  void aStateWeDoNotKnowChangesNothing() {
    world.jobs().becomeUnknown(JOB);

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

  /** A list would show all jobs since then. */
  @Test
  void aJobThatRanForWeeksIsReadByName() {
    world.time().passUntil(Duration.ofDays(20));
    world.jobs().become(JOB, State.SUCCEEDED);
    slipway.calls().drain();

    tickAfterAMinute();

    assertEquals(State.SUCCEEDED, world.status(spec).state());
    assertEquals(List.of("vertex find " + JOB), callsForEndedJobs());
  }

  @Test
  void ofManyJobsTheFirstTenLaunchedAreReadByNameAndTheOthersListedFromTheNextLaunchOn() {
    world.resources().put(FakeResources.resource(World.RESOURCE, ResourceState.RUNNING, 20));
    List<Submission> later = new ArrayList<>();
    for (int i = 2; i <= 12; i++) {
      world.time().passUntil(Duration.ofDays(i));
      later.add(world.upload("team/job-" + i + ".json", SpecTexts.spec("job-" + i, 1)));
      slipway.hear(later.get(i - 2));
    }
    world.jobs().all().forEach(job -> world.jobs().become(job.name(), State.SUCCEEDED));
    slipway.calls().drain();

    tickAfterAMinute();

    assertEquals(
        Stream.concat(
                IntStream.rangeClosed(1, 10)
                    .mapToObj(i -> "vertex find projects/1/locations/here/customJobs/" + i),
                Stream.of("vertex list since"))
            .toList(),
        callsForEndedJobs());
    assertEquals(
        List.of(FakeTime.START.plus(Duration.ofDays(11)).minus(Duration.ofMinutes(10))),
        world.jobs().asked());
    assertEquals(State.SUCCEEDED, world.status(spec).state());
    later.forEach(each -> assertEquals(State.SUCCEEDED, world.status(each).state()));
  }

  @Test
  void aJobThatCannotBeReadKeepsNoOtherFromItsEnd() {
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 1));
    slipway.hear(second);
    world.jobs().all().forEach(job -> world.jobs().become(job.name(), State.SUCCEEDED));
    slipway.calls().fail("vertex find " + JOB);

    tickAfterAMinute();

    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(State.SUCCEEDED, world.status(second).state());
  }

  @Test
  void aJobThatNoListShowsIsFollowedByItsName() {
    world.jobs().lag(true);
    world.jobs().become(JOB, State.SUCCEEDED);
    tickAfterAMinute();

    tickAfterAMinute();

    assertEquals(State.SUCCEEDED, world.status(spec).state());
  }

  @Test
  void whoWaitsIsLaunchedInThePassThatSeesTheEnd() {
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 3));
    slipway.hear(second);
    assertEquals(State.WAITING, world.status(second).state());
    world.jobs().become(JOB, State.SUCCEEDED);

    tickAfterAMinute();

    assertEquals(State.PENDING, world.status(second).state());
  }

  private List<String> callsForEndedJobs() {
    return slipway.calls().drain().stream()
        .filter(
            call -> call.startsWith("vertex find projects/") || call.equals("vertex list since"))
        .toList();
  }

  private void tickAfterAMinute() {
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
  }
}
