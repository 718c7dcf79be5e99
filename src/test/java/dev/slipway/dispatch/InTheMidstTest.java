package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.storage.BucketSpecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a submission when a call fails or a bug strikes just then. */
final class InTheMidstTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aBugInThePassIsLoggedAndTheNextPassGoesOn() {
    Submission spec = waiting("job");
    slipway.calls().before("vertex find", InTheMidstTest::strike);

    slipway.tick();
    assertEquals(
        List.of("a bug ended the pass; please report it with this log entry"),
        slipway.log().messages(LogEvent.PASS_FAILED));

    tickAfter(Duration.ofMinutes(1));
    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void aBugInTheSweepIsLoggedAndTheNextTickSweepsAgain() {
    world.control().since();
    Submission spec = upload("job");
    world.time().pass(Duration.ofMinutes(3));
    slipway.calls().before("specs page", InTheMidstTest::strike);

    slipway.tick();
    assertEquals(
        List.of("a bug ended the sweep; please report it: a bug"),
        slipway.log().messages(LogEvent.SWEEP_FAILED));
    assertEquals(List.of(LogEvent.SWEEP_FAILED), slipway.log().events(Log.Severity.ERROR));

    tickAfter(Duration.ofMinutes(1));
    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void aBugThatCannotBeCountedDoesNotStopThePass() {
    Submission struck = waiting("struck");
    Submission other = waiting("other");
    world.schema().breakOn("struck");
    String read = "state read queue/" + struck.id();
    // The first is for its spec.
    slipway.calls().before(read, () -> slipway.calls().fail(read));

    slipway.tick();

    assertEquals(0, world.progress(struck).failures());
    assertEquals(State.PENDING, world.status(other).state());
    assertEquals(
        List.of("its failure was not noted: 503 from the bucket"),
        slipway.log().messages(LogEvent.PASS_FAILED));
  }

  /** The claim took effect: the record is not to be put off as if it waited. */
  @Test
  void aClaimWhoseAnswerIsLostIsLeftToRecovery() {
    Submission spec = waiting("job");
    slipway.calls().loseAnswer("state write queue/");

    slipway.tick();

    assertEquals(State.LAUNCHING, world.progress(spec).state());
    assertEquals(List.of(), world.jobs().requests());
    for (int i = 0; i < 4; i++) {
      tickAfter(Duration.ofMinutes(1));
    }
    assertEquals(State.PENDING, world.progress(spec).state());
    assertEquals(1, world.jobs().requests().size());
  }

  @Test
  void aLaunchThatIsFoundBySomebodyElseAtTheEndOfItsGraceIsNotAbandoned() {
    world.jobs().answer(FakeJobs.CALL_LOST);
    Submission spec = upload("job");
    slipway.hear(spec);
    world.time().pass(Duration.ofMinutes(3));
    slipway
        .calls()
        .before(
            "state write queue/",
            () ->
                world.change(
                    spec, world.progress(spec).asJob("job", State.RUNNING, world.time().now())));

    slipway.tick();

    assertEquals("job", world.progress(spec).job());
    assertEquals(List.of(), slipway.log().messages(LogEvent.LAUNCH_ABANDONED));
  }

  /** It was taken in anew after it had ended. */
  @Test
  void aJobThatComesToLightAfterItsSubmissionEndedAsAnotherIsCancelled() {
    world.jobs().answer(FakeJobs.CALL_LOST);
    Submission spec = upload("job");
    slipway.hear(spec);
    world.endings().create(spec.id(), new Outcome(world.status(spec), ""));
    Job job = world.stray(spec, world.progress(spec).attempt().id());

    tickAfter(Duration.ofMinutes(1));

    assertFalse(world.isQueued(spec));
    assertEquals(List.of(job.name()), world.jobs().cancelled());
  }

  @Test
  void aJobThatCannotBeJudgedNowIsLeftToTheNextPass() {
    waiting("other");
    Submission unknown = Submission.published("unknown");
    Job job = world.stray(unknown, "t9");
    slipway.calls().fail("state find done/" + unknown.id());
    slipway.calls().fail("state read done/" + unknown.id());

    slipway.queueUp(upload("next"));

    assertEquals(
        List.of(job.name() + " is left to the next pass: 503 from the bucket"),
        slipway.log().messages(LogEvent.PASS_FAILED));
  }

  @Test
  void aJobOnAnotherResourceIsJudgedByThePassOfThatResource() {
    world.resources().put(FakeResources.resource("other", ResourceState.RUNNING, 1));
    world.stray(Submission.published("unknown"), "t9");
    slipway.takeIn(world.upload("team/first.json", SpecTexts.on("other", "first")));

    slipway.hear(world.upload("team/other.json", SpecTexts.on("other", "other")));

    assertEquals(2, slipway.calls().count("state write leases/other"), "taken and freed");
    assertEquals(List.of(), slipway.log().messages(LogEvent.JOB_UNCLAIMED));
  }

  @Test
  void whatRunsIsFollowedByTheNextPassWhenLookingTookAllTheTime() {
    Submission spec = upload("job");
    slipway.hear(spec);
    world.jobs().become(world.status(spec).job(), State.RUNNING);
    slipway.calls().after("vertex list alive", () -> world.time().pass(Settings.BUDGET));

    slipway.tick();
    assertEquals(State.PENDING, world.progress(spec).state());

    tickAfter(Duration.ofMinutes(1));
    assertEquals(State.RUNNING, world.progress(spec).state());
  }

  @Test
  void aRequestIsKeptUntilItsWithdrawalIsWritten() {
    world.occupy(4);
    Submission spec = upload("job");
    slipway.hear(spec);
    world.requests().cancel(spec.id());
    slipway
        .calls()
        .before(
            "state write queue/",
            () -> world.change(spec, world.progress(spec).waitingAgain(world.time().now())));

    tickAfter(Duration.ofMinutes(1));

    assertEquals(State.WITHDRAWN, world.status(spec).state());
    assertEquals(List.of(), world.names("control/cancel/"));
  }

  @Test
  void aRequestAboutARecordThatCannotBeReadIsKeptHoweverOld() {
    String unreadable = "0123456789abcdef0123456789abcdef";
    world.tamper("queue/" + unreadable, Map.of("schemaVersion", "99"), "");
    world.requests().cancel(unreadable);
    world.time().pass(Duration.ofHours(25));
    world.occupy(4);
    slipway.hear(upload("job"));

    tickAfter(Duration.ofMinutes(1));

    assertEquals(List.of("control/cancel/" + unreadable), world.names("control/cancel/"));
  }

  @Test
  void aRequestAboutALaunchThatIsHeldForAPersonIsKeptHoweverOld() {
    Instance other = world.start();
    world.jobs().answer(FakeJobs.CALL_LOST);
    Submission spec = upload("job");
    other.hear(spec);
    world.time().pass(Duration.ofSeconds(1));
    world.requests().cancel(spec.id());
    world.change(
        spec,
        world
            .progress(spec)
            .claimed("t9", Duration.ofDays(9), List.of("pool-0"), world.time().now()));
    world.time().pass(Duration.ofHours(25));

    other.tick();

    assertEquals(List.of("control/cancel/" + spec.id()), world.names("control/cancel/"));
  }

  @Test
  void aPauseThatLastsIsNotedEveryThirtySecondsAtMost() {
    world.occupy(4);
    slipway.hear(upload("job"));
    world.requests().pause("reboot");
    slipway.calls().drain();

    for (int i = 0; i < 4; i++) {
      tickAfter(Duration.ofSeconds(20));
    }

    assertEquals(2, slipway.calls().count("state write control/pauses"));
  }

  @Test
  void aWarningIsNotSaidUnderTheStatusOfAnotherGeneration() {
    Submission old = upload("job");
    slipway.hear(old);
    Submission live = upload("job");
    slipway.hear(live);
    Job surplus = world.stray(old, "t9");
    world.time().pass(Duration.ofMinutes(6));

    tickAfter(Duration.ofMinutes(1));

    assertEquals(List.of(surplus.name()), world.jobs().cancelled());
    assertEquals(live, world.status(live).submission());
    assertEquals(List.of(), world.status(live).warnings());
  }

  /** The event tells of all objects of the bucket; a near miss is told of, nothing else is. */
  @Test
  void aSpecWhoseNameIsAlmostRightIsRejectedWithTheRightOne() {
    Submission spec = world.upload("team/TRAIN.JSON", SpecTexts.spec("job", 1));
    SpecFilter filter = new SpecFilter(World.SPECS.bucket(), "", List.of(".json"));
    Ports all = slipway.ports();
    Ports ports =
        new Ports(
            new BucketSpecs(bucket -> world.specBucket(), filter),
            all.queue(),
            all.outcomes(),
            all.statuses(),
            all.leases(),
            all.control(),
            all.policies(),
            all.resources(),
            all.jobs(),
            all.schema(),
            all.time(),
            all.reads(),
            all.tokens());

    new EventHandler(ports, World.SETTINGS)
        .handle(
            new Signal.SpecArrived(
                spec.bucket(), spec.object(), spec.generation(), world.time().now()),
            slipway.log());

    assertEquals(State.REJECTED, world.status(spec).state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.NAME_OF_NO_SPEC,
                "",
                "found",
                "team/TRAIN.JSON",
                "suffixes",
                ".json",
                "nearest",
                "team/TRAIN.json")),
        world.status(spec).problems());
  }

  private static void strike() {
    throw new IllegalStateException("a bug");
  }

  private Submission upload(String name) {
    return world.upload("team/" + name + ".json", SpecTexts.spec(name, 1));
  }

  private Submission waiting(String name) {
    Submission spec = upload(name);
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }

  private void tickAfter(Duration time) {
    world.time().pass(time);
    slipway.tick();
  }
}
