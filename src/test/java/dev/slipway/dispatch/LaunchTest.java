package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the decision to launch to the call that cannot be taken back. */
final class LaunchTest {

  /** On a tick, the first call after the mark. */
  private static final String AFTER_THE_MARK = "state find done/";

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission spec = Submission.published("none yet");

  @BeforeEach
  void aSpecWaits() {
    spec = world.upload("team/job.json", SpecTexts.spec("job", 3));
    slipway.takeIn(spec);
  }

  @Test
  void theJobIsTheUsersWithOurTwoLabels() {
    slipway.tick();

    Job job = world.jobs().all().get(0);
    Lifecycle lifecycle = world.progress(spec);
    assertEquals(job.name(), lifecycle.job());
    assertEquals(spec.id(), job.submission());
    assertEquals(lifecycle.attempt().id(), job.attempt());
    assertEquals(World.RESOURCE, job.persistentResource());
    assertEquals(List.of("pool-0"), lifecycle.attempt().placement());
  }

  @Test
  void theRecordIsMarkedBeforeTheCall() {
    List<Lifecycle> seen = new ArrayList<>();
    slipway.calls().before("vertex create", () -> seen.add(world.progress(spec)));

    slipway.tick();

    assertEquals(State.LAUNCHING, seen.get(0).state());
    assertEquals(1, seen.get(0).attempt().count());
    assertEquals("", seen.get(0).job());
    assertEquals(world.jobs().all().get(0).attempt(), seen.get(0).attempt().id());
  }

  @Test
  void eachLaunchHasAnIdOfItsOwn() {
    world.jobs().refuse(Creation.Refusal.FOR_NOW, "RESOURCE_EXHAUSTED", "quota");
    slipway.tick();
    world.time().pass(Duration.ofMinutes(2));
    slipway.tick();

    List<Jobs.CreateRequest> requests = world.jobs().requests();
    assertEquals(2, requests.size());
    assertNotEquals(requests.get(0).attempt(), requests.get(1).attempt());
    assertEquals(2, world.progress(spec).attempt().count());
  }

  @Test
  void theCallMayTakeAQuarterOfTheGrace() {
    slipway.tick();

    assertEquals(List.of(Duration.ofSeconds(30)), world.jobs().deadlines());
  }

  @Test
  void whoWasMarkedMeanwhileGoesFirst() {
    Submission other = world.upload("team/other.json", SpecTexts.spec("other", 2));
    slipway
        .calls()
        .before(
            AFTER_THE_MARK,
            () -> {
              world.start().takeIn(other);
              List<String> pools = List.of("pool-0");
              world.change(
                  other,
                  world
                      .progress(other)
                      .claimed("theirs", Duration.ofMinutes(2), pools, world.time().now()));
            });

    slipway.tick();

    assertAbandoned("others took its replicas meanwhile");
  }

  static Stream<Arguments> waysOfClocks() {
    Duration long20 = Duration.ofSeconds(20);
    return Stream.of(
        Arguments.of("time goes by", (WorldChange) time -> time.pass(long20)),
        Arguments.of("the wall clock jumps on", (WorldChange) time -> time.jump(long20)),
        Arguments.of(
            "the wall clock jumps back", (WorldChange) time -> time.jump(long20.negated())),
        Arguments.of("the machine sleeps", (WorldChange) time -> time.sleep(long20)),
        Arguments.of(
            "time goes by and the wall clock is set back",
            (WorldChange)
                time -> {
                  time.pass(long20);
                  time.jump(long20.negated());
                }));
  }

  private interface WorldChange {
    void on(FakeTime time);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysOfClocks")
  void nothingIsLaunchedFromAnOldLook(String way, WorldChange action) {
    slipway.calls().before(AFTER_THE_MARK, () -> action.on(world.time()));

    slipway.tick();

    assertAbandoned("the look at the resource is too old by now");
  }

  @Test
  void nothingIsLaunchedOnAnOldMark() {
    Instance quick = world.start(withGrace(Duration.ofSeconds(40)));
    quick.calls().before(AFTER_THE_MARK, () -> world.time().pass(Duration.ofSeconds(10)));

    quick.tick();

    assertAbandoned(quick, "the mark is too old by now");
  }

  private static Settings withGrace(Duration grace) {
    return new Settings(
        World.RESOURCE,
        false,
        Duration.ofHours(24),
        Duration.ofDays(7),
        grace,
        false,
        Duration.ZERO,
        false,
        60,
        "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state find done/", "state list queue/"})
  void whatCannotBeAskedAfterTheMarkUnmarks(String question) {
    slipway.calls().after("state write queue/", () -> slipway.calls().fail(question));

    slipway.tick();

    assertEquals(State.WAITING, world.progress(spec).state());
    assertEquals(List.of(), world.jobs().requests());
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
    assertEquals(State.PENDING, world.progress(spec).state());
  }

  @Test
  void aSubmissionThatHasEndedIsNotLaunched() {
    slipway
        .calls()
        .before(
            AFTER_THE_MARK,
            () ->
                world
                    .endings()
                    .create(spec.id(), new Outcome(world.status(spec), "ended by somebody else")));

    slipway.tick();

    assertFalse(world.isQueued(spec));
    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void aRecordThatChangedSinceItWasListedIsNotLaunched() {
    Lifecycle next = world.progress(spec).failedOnce();
    slipway.calls().before("state write queue/", () -> world.change(spec, next));

    slipway.tick();

    assertEquals(next, world.progress(spec));
    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void aSpecDeletedWhileItWaitedIsWithdrawnWhenItsTurnComes() {
    world.remove("team/job.json");

    slipway.tick();

    assertWithdrawn(Problem.of(ProblemCode.SPEC_GONE, ""));
  }

  @Test
  void aSpecOverwrittenWhileItWaitedIsWithdrawnWhenItsTurnComes() {
    Submission live = world.upload("team/job.json", SpecTexts.spec("job", 3));

    slipway.tick();

    assertWithdrawn(Problem.of(ProblemCode.SUPERSEDED, "", "generation", live.generation()));
  }

  @Test
  void aSpecThatFitsNoPoolIsRejectedWithTheReason() {
    Submission large = world.upload("team/large.json", SpecTexts.spec("large", 5));

    slipway.hear(large);

    assertEquals(State.REJECTED, world.status(large).state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.EXCEEDS_CAPACITY,
                "jobSpec.workerPoolSpecs[0].replicaCount",
                "pool",
                "pool-0",
                "asked",
                5,
                "capacity",
                4,
                "earlier",
                0)),
        world.status(large).problems());
    assertEquals(1, world.jobs().requests().size(), "only the other one");
  }

  @Test
  void aSpecForAResourceThatDoesNotExistIsRejected() {
    Submission lost = world.upload("team/lost.json", SpecTexts.on("nowhere", "lost"));

    slipway.hear(lost);

    assertEquals(State.REJECTED, world.status(lost).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", "nowhere")),
        world.status(lost).problems());
  }

  @Test
  void whatOnceFittedWaitsWhenTheResourceIsGone() {
    Job other = world.occupy(4);
    slipway.tick();
    world.resources().delete(World.RESOURCE);
    world.jobs().become(other.name(), State.SUCCEEDED);

    slipway.tick();

    assertEquals(State.WAITING, world.status(spec).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", World.RESOURCE)),
        world.status(spec).warnings());
  }

  private void assertAbandoned(String why) {
    assertAbandoned(slipway, why);
  }

  private void assertAbandoned(Instance instance, String why) {
    Lifecycle lifecycle = world.progress(spec);
    assertEquals(State.WAITING, lifecycle.state());
    assertEquals(1, lifecycle.attempt().count());
    assertEquals(List.of(), lifecycle.attempt().placement());
    assertEquals(List.of(), world.jobs().requests());
    assertEquals(
        List.of(spec + " waits again: " + why), instance.log().messages(LogEvent.LAUNCH_ABANDONED));
  }

  private void assertWithdrawn(Problem why) {
    assertEquals(State.WITHDRAWN, world.ending(spec).orElseThrow().status().state());
    assertEquals(List.of(why), world.ending(spec).orElseThrow().status().problems());
    assertEquals(List.of(), world.names("queue/"));
    assertEquals(List.of(), world.jobs().requests());
  }
}
