package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a submission whose spec is deleted or overwritten. */
final class WithdrawalTest {

  private static final String OBJECT = "team/job.json";
  private static final Problem GONE = Problem.of(ProblemCode.SPEC_GONE, "");

  private final World world = new World();
  private final Instance slipway = world.start();
  private final Instance cancelling = world.start(World.CANCEL_ON_DELETE);

  @Test
  void deletingASpecThatWaitsWithdrawsIt() {
    Job other = world.occupy(4);
    Submission spec = waits();
    Submission next = upload("team/next.json");
    slipway.hear(next);
    world.remove(OBJECT);
    world.jobs().become(other.name(), State.SUCCEEDED);
    world.time().pass(Duration.ofSeconds(5));

    slipway.hearGone(spec);

    assertWithdrawn(spec, GONE);
    assertEquals(State.PENDING, world.status(next).state(), "the next is served at once");
  }

  @Test
  void overwritingASpecThatWaitsSupersedesIt() {
    world.occupy(4);
    Submission old = waits();
    Submission live = upload(OBJECT);
    slipway.hear(live);

    slipway.hearGone(old);

    Problem superseded = Problem.of(ProblemCode.SUPERSEDED, "", "generation", live.generation());
    assertEquals(List.of(superseded), world.ending(old).orElseThrow().status().problems());
    assertFalse(world.isQueued(old));
    assertEquals(live, world.status(live).submission());
    assertEquals(List.of(), world.status(live).earlier());
  }

  @Test
  void aJobOutlivesItsSpec() {
    Submission spec = launched(slipway);
    world.remove(OBJECT);

    slipway.hearGone(spec);

    Status told = world.status(spec);
    assertEquals(State.PENDING, told.state());
    assertEquals(List.of(Problem.of(ProblemCode.JOB_OUTLIVES_SPEC, "")), told.warnings());
    assertEquals(List.of(), world.jobs().cancelled());

    world.jobs().become(told.job(), State.RUNNING);
    tick(slipway);
    assertEquals(told.warnings(), world.status(spec).warnings(), "it stays said");
  }

  @Test
  void aJobIsCancelledWithItsSpecWhereTheOperatorWantsThat() {
    Submission spec = launched(cancelling);
    String job = world.status(spec).job();
    world.remove(OBJECT);

    cancelling.hearGone(spec);

    assertEquals(List.of(job), world.jobs().cancelled());
    assertEquals(
        List.of(Problem.of(ProblemCode.CANCELLED_WITH_SPEC, "")), world.status(spec).warnings());
    tick(cancelling);
    assertEquals(State.CANCELLED, world.ending(spec).orElseThrow().status().state());
  }

  @Test
  void aCancelThatFailsIsAskedAgainByTheNextTick() {
    Submission spec = launched(cancelling);
    world.remove(OBJECT);
    cancelling.calls().fail("vertex cancel");

    cancelling.hearGone(spec);
    assertEquals(List.of(), world.jobs().cancelled());

    tick(cancelling);
    assertEquals(List.of(world.status(spec).job()), world.jobs().cancelled());
  }

  @Test
  void overwritingASpecWhoseJobRunsLeavesTheJobAlone() {
    Submission old = launched(cancelling);
    String job = world.status(old).job();
    Submission live = upload(OBJECT);
    cancelling.hear(live);

    cancelling.hearGone(old);

    assertEquals(List.of(), world.jobs().cancelled());
    Status told = world.status(live);
    assertEquals(live, told.submission());
    assertEquals(
        List.of(new Status.Earlier(old.generation(), old.id(), State.PENDING, job)),
        told.earlier());
  }

  @Test
  void theEndOfAnOverwrittenGenerationCancelsNothingEvenAfterTheLastOneIsDeleted() {
    Submission old = launched(cancelling);
    Submission live = upload(OBJECT);
    cancelling.hear(live);
    world.remove(OBJECT);

    cancelling.hearOverwritten(old, live);

    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void aDeletionInTheMidstOfALaunchIsNotedAndHonouredWhenTheJobIsKnown() {
    Submission spec = upload(OBJECT);
    cancelling
        .calls()
        .before(
            "vertex create",
            () -> {
              world.remove(OBJECT);
              world.start(World.CANCEL_ON_DELETE).hearGone(spec);
              assertEquals(Wish.CANCEL, world.progress(spec).wish());
            });

    cancelling.hear(spec);
    assertEquals(State.PENDING, world.status(spec).state());
    tick(cancelling);

    assertEquals(List.of(world.status(spec).job()), world.jobs().cancelled());
    tick(cancelling);
    assertEquals(State.CANCELLED, world.ending(spec).orElseThrow().status().state());
    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void aDeletionJustBeforeTheRecordStandsIsSeenOnceItDoes() {
    Submission spec = upload(OBJECT);
    slipway
        .calls()
        .before(
            "state write queue/",
            () -> {
              world.remove(OBJECT);
              world.start().hearGone(spec);
            });

    slipway.hear(spec);

    assertWithdrawn(spec, GONE);
    assertEquals(List.of(), world.jobs().all());
  }

  @Test
  void aDeletionInTheMidstOfALaunchThatFailsWithdraws() {
    Submission spec = upload(OBJECT);
    world.jobs().answer(FakeJobs.CALL_LOST);
    slipway
        .calls()
        .before(
            "vertex create",
            () -> {
              world.remove(OBJECT);
              world.start().hearGone(spec);
            });

    slipway.hear(spec);
    assertEquals(State.LAUNCHING, world.status(spec).state());
    world.time().pass(Duration.ofMinutes(2));
    tick(slipway);

    assertWithdrawn(spec, GONE);
    assertEquals(List.of(), world.jobs().all());
  }

  @Test
  void anEventOfAGenerationThatIsLiveIsLate() {
    world.occupy(4);
    Submission spec = waits();

    slipway.hearGone(spec);

    assertEquals(State.WAITING, world.status(spec).state());
  }

  @Test
  void anEventOfAGenerationNobodyKnowsCostsOneCall() {
    slipway.hearGone(new Submission("specs", OBJECT, "1700000000000000"));

    assertEquals(1, slipway.calls().drain().size());
    assertEquals(List.of(), world.names(""));
  }

  @Test
  void anEventOfAGenerationLongGoneDoesNoHarm() {
    Submission spec = launched(slipway);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);
    tick(slipway);
    Status told = world.status(spec);
    world.remove(OBJECT);

    slipway.hearGone(spec);

    assertEquals(told, world.status(spec));
  }

  @Test
  void aRecordOfANewerVersionIsLeftAloneAndTheEventAcknowledged() {
    Submission spec = upload(OBJECT);
    world.tamper("queue/" + spec.id(), Map.of("schemaVersion", "2"), "");
    world.remove(OBJECT);

    slipway.hearGone(spec);

    assertEquals(List.of("queue/" + spec.id()), world.names("queue/"));
    assertEquals(
        spec
            + " is gone, but its record is left alone: gs://state/queue/"
            + spec.id()
            + " cannot be read: schemaVersion is 2, not 1. If a newer version of Slipway wrote it,"
            + " run that; if it was changed by hand, put it right or delete it.",
        slipway.log().messages(LogEvent.RECORD_UNREADABLE).get(0));
  }

  @Test
  void aRecordThatChangesEachTimeIsLeftToTheNextDelivery() {
    world.occupy(4);
    Submission spec = waits();
    world.remove(OBJECT);
    slipway.calls().watch(new ConcurrentWriter(spec));

    RetryLater error = assertThrows(RetryLater.class, () -> slipway.hearGone(spec));

    assertEquals(
        "the record of " + spec + " changed each time while it was withdrawn", error.getMessage());
  }

  /** Somebody who changes a record just before it is written. */
  private final class ConcurrentWriter implements Calls.Watcher {
    private final Submission spec;

    ConcurrentWriter(Submission spec) {
      this.spec = spec;
    }

    @Override
    public void before(String call) {
      if (call.equals("state write queue/" + spec.id())) {
        world.change(spec, world.progress(spec).asDecided());
      }
    }
  }

  private Submission upload(String object) {
    return world.upload(object, SpecTexts.spec("job", 1));
  }

  private Submission waits() {
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    assertEquals(State.WAITING, world.status(spec).state());
    return spec;
  }

  private Submission launched(Instance instance) {
    Submission spec = upload(OBJECT);
    instance.hear(spec);
    assertEquals(State.PENDING, world.status(spec).state());
    world.time().pass(Duration.ofMinutes(3));
    return spec;
  }

  private void tick(Instance instance) {
    world.time().pass(Duration.ofMinutes(1));
    instance.tick();
  }

  private void assertWithdrawn(Submission spec, Problem why) {
    Status told = world.status(spec);
    assertEquals(State.WITHDRAWN, told.state());
    assertEquals(List.of(why), told.problems());
    assertEquals(told, world.ending(spec).orElseThrow().status());
    assertFalse(world.isQueued(spec));
  }

  @Test
  void aRecordThatChangesEachTimeIsTriedFiveTimesAndTheEventIsDeliveredAgain() {
    world.occupy(4);
    Submission spec = waits();
    world.remove(OBJECT);
    slipway.calls().drain();
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                if (call.startsWith("state write queue/")) {
                  world.change(spec, world.progress(spec).asDecided());
                }
              }
            });

    assertEquals(
        "the record of " + spec + " changed each time while it was withdrawn",
        assertThrows(RetryLater.class, () -> slipway.hearGone(spec)).getMessage());
    assertEquals(5, slipway.calls().count("state write queue/"));
    assertEquals(State.WAITING, world.progress(spec).state());
  }

  @Test
  void anOverwriteOfWhatRunsIsNoReasonForAPass() {
    Submission spec = launched(slipway);
    Submission live = upload(OBJECT);
    slipway.calls().drain();

    slipway.hearOverwritten(spec, live);

    assertEquals(0, slipway.calls().count("state list"));
    assertEquals(0, slipway.calls().count("state write"));
  }

  @Test
  void whatWasNotedOnceIsNotNotedAgain() {
    Submission spec = launched(slipway);
    world.remove(OBJECT);
    slipway.hearGone(spec);
    int revision = world.progress(spec).revision();

    slipway.hearGone(spec);

    assertEquals(Wish.NO_LAUNCH, world.progress(spec).wish());
    assertEquals(revision, world.progress(spec).revision());
  }

  @Test
  void whatIsNotedOnWhatChangesMeanwhileIsNotedAllTheSame() {
    Submission spec = launched(slipway);
    world.remove(OBJECT);
    slipway
        .calls()
        .before("state write queue/", () -> world.change(spec, world.progress(spec).asDecided()));

    slipway.hearGone(spec);

    assertEquals(Wish.NO_LAUNCH, world.progress(spec).wish());
  }
}
