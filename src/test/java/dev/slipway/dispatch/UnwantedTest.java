package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.SpecParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nobody wants any more ends, however odd its state, and surplus jobs are told of. */
final class UnwantedTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aDeletionWhoseEventWasLostCancelsTheJobWhereDeletingIsForThat() {
    Instance cancelling = world.start(World.CANCEL_ON_DELETE);
    Submission spec = launched(cancelling);
    String job = world.status(spec).job();
    world.remove("team/job.json");

    ticks(cancelling, 6);

    assertEquals(List.of(job), world.jobs().cancelled());
    assertEquals(State.CANCELLED, world.status(spec).state());
  }

  @Test
  void aDeletionWhoseEventWasLostIsToldWhereTheJobGoesOn() {
    Submission spec = launched(slipway);
    world.remove("team/job.json");

    ticks(slipway, 6);

    assertEquals(List.of(), world.jobs().cancelled());
    assertEquals(
        List.of(Problem.of(ProblemCode.JOB_OUTLIVES_SPEC, "")), world.status(spec).warnings());
  }

  @Test
  void aRecordThatWasSetAsideWhileItRunsIsFollowedToItsEnd() {
    Submission spec = launched(slipway);
    setAside(spec);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);

    ticks(slipway, 1);

    assertEquals(State.SUCCEEDED, world.status(spec).state());
    assertFalse(world.isQueued(spec));
  }

  @Test
  void aRecordThatWasSetAsideWhileItRunsCanBeCancelled() {
    Submission spec = launched(slipway);
    String job = world.status(spec).job();
    setAside(spec);
    world.requests().cancel(spec.id());

    ticks(slipway, 2);

    assertEquals(List.of(job), world.jobs().cancelled());
    assertEquals(State.CANCELLED, world.status(spec).state());
  }

  @Test
  void aRecordThatWasSetAsideWithoutAJobStillHoldsItsReplicas() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 4));
    slipway.takeIn(spec);
    world.change(
        spec,
        world
            .progress(spec)
            .claimed("of-another", Duration.ofMinutes(2), List.of("pool-0"), FakeTime.START));
    setAside(spec);

    slipway.hear(world.upload("team/other.json", SpecTexts.spec("other", 1)));

    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void onHoldARequestToCancelEndsWhatWasNeverConfirmedAndFreesItsReplicas() {
    Instance holding = holding();
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 4));
    world.jobs().answer(FakeJobs.CALL_LOST);
    holding.hear(spec);
    String attempt = world.progress(spec).attempt().id();
    Submission behind = world.upload("team/behind.json", SpecTexts.spec("behind", 4));
    holding.hear(behind);
    ticks(holding, 3);

    world.requests().cancel(spec.id());
    // The grace begins anew when the request is noted on the record.
    ticks(holding, 3);

    assertEquals(State.WITHDRAWN, world.status(spec).state());
    assertEquals(
        List.of(
            Problem.of(ProblemCode.CANCEL_ASKED, ""),
            Problem.of(ProblemCode.LAUNCH_NEVER_CONFIRMED, "", "attempt", attempt)),
        world.status(spec).problems());
    assertEquals(State.PENDING, world.status(behind).state());
  }

  @Test
  void onHoldWithinTheGraceARequestToCancelWaits() {
    Instance holding = holding();
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 4));
    world.jobs().answer(FakeJobs.CALL_LOST);
    holding.hear(spec);
    world.requests().cancel(spec.id());

    ticks(holding, 1);

    assertEquals(State.LAUNCHING, world.progress(spec).state());
  }

  @Test
  void aSurplusJobIsNotCancelledBeforeTheStatusSaysSo() {
    Submission spec = launched(slipway);
    Job surplus = world.stray(spec, "of a launch long ago");
    slipway.calls().fail("state find status/");

    ticks(slipway, 1);
    assertEquals(List.of(), world.jobs().cancelled());
    ticks(slipway, 1);

    assertEquals(List.of(surplus.name()), world.jobs().cancelled());
    assertEquals(
        List.of(Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", surplus.name())),
        world.status(spec).warnings());
  }

  @Test
  void aSurplusJobIsCancelledAfterFiveMinutesAlthoughItsStatusCannotBeWritten() {
    Submission spec = launched(slipway);
    Job surplus = world.stray(spec, "of a launch long ago");
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                if (call.startsWith("state find status/")) {
                  throw Calls.unavailable();
                }
              }
            });

    ticks(slipway, 4);
    assertEquals(List.of(), world.jobs().cancelled());
    ticks(slipway, 1);

    assertEquals(List.of(surplus.name()), world.jobs().cancelled());
  }

  @Test
  void aRecordMadeAnewAfterItsEndDoesNotAdoptASurplusJob() {
    Submission spec = launched(slipway);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);
    ticks(slipway, 1);
    Job surplus = world.stray(spec, "of a launch long ago");
    // As the client's repeated create or a late redelivery may.
    SubmissionRecord again =
        new SubmissionRecord(
            spec,
            new JobRequest(
                World.RESOURCE,
                0,
                FakeTime.START,
                world
                    .schema()
                    .check(
                        SpecParser.parse(SpecTexts.spec("job", 1).getBytes(StandardCharsets.UTF_8))
                            .document()
                            .orElseThrow())
                    .spec()
                    .requirements(),
                Optional.empty(),
                ""),
            Lifecycle.accepted(FakeTime.START));
    world.queue().create(again, SpecTexts.spec("job", 1).getBytes(StandardCharsets.UTF_8));

    ticks(slipway, 1);

    assertFalse(world.isQueued(spec));
    assertEquals(List.of(surplus.name()), world.jobs().cancelled());
    assertEquals(State.SUCCEEDED, world.status(spec).state());
  }

  private Instance holding() {
    return world.start(
        new Settings(
            World.RESOURCE,
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

  private Submission launched(Instance by) {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    by.hear(spec);
    world.time().pass(Duration.ofMinutes(3));
    return spec;
  }

  private void setAside(Submission spec) {
    Lifecycle lifecycle = world.progress(spec);
    for (int i = 0; i < Lifecycle.SET_ASIDE_AFTER; i++) {
      lifecycle = lifecycle.failedOnce();
    }
    world.change(spec, lifecycle);
  }

  private void ticks(Instance instance, int count) {
    for (int i = 0; i < count; i++) {
      world.time().pass(Duration.ofMinutes(1));
      instance.tick();
    }
  }
}
