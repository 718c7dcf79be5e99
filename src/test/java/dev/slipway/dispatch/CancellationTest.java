package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a submission that somebody asks to be cancelled. */
final class CancellationTest {

  private static final Problem ASKED = Problem.of(ProblemCode.CANCEL_ASKED, "");

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void whatWaitsIsWithdrawnByTheNextTickAlthoughItsSpecIsThere() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    assertEquals(State.WAITING, world.status(spec).state());

    ask(spec);
    tick();

    Status told = world.status(spec);
    assertEquals(State.WITHDRAWN, told.state());
    assertEquals(List.of(ASKED), told.problems());
    assertEquals(told, world.ending(spec).orElseThrow().status());
    assertFalse(world.isQueued(spec));
    slipway.hear(spec);
    assertFalse(world.isQueued(spec), "an event that comes again does not bring it back");
  }

  @Test
  void aJobIsCancelledAndItsEndSaysWhy() {
    Submission spec = launched();
    String job = world.status(spec).job();

    ask(spec);
    assertEquals(List.of(), world.jobs().cancelled());
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();

    assertEquals(List.of(job), world.jobs().cancelled());
    tick();
    Status ended = world.ending(spec).orElseThrow().status();
    assertEquals(State.CANCELLED, ended.state());
    assertEquals(ASKED, ended.problems().get(0));
    assertEquals(ended, world.status(spec));
  }

  @Test
  void itIsToldBeforeTheJobHasEnded() {
    Submission spec = launched();
    slipway.calls().fail("vertex cancel");

    ask(spec);
    tick();

    Status told = world.status(spec);
    assertEquals(State.PENDING, told.state());
    assertEquals(List.of(ASKED), told.warnings());
  }

  @Test
  void aJobThatEndsByItselfEndsAsItDid() {
    Submission spec = launched();
    ask(spec);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);

    tick();

    Status ended = world.ending(spec).orElseThrow().status();
    assertEquals(State.SUCCEEDED, ended.state());
    assertEquals(List.of(), ended.problems());
    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void inTheMidstOfALaunchTheJobIsCancelledWhenItIsKnown() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.calls().before("vertex create", () -> ask(spec));

    slipway.hear(spec);
    String job = world.status(spec).job();
    assertEquals(State.PENDING, world.status(spec).state());
    tick();

    assertEquals(List.of(job), world.jobs().cancelled());
    tick();
    assertEquals(State.CANCELLED, world.ending(spec).orElseThrow().status().state());
  }

  @Test
  void aDeletionThatFollowsDoesNotTakeItBack() {
    Submission spec = launched();
    ask(spec);
    world.remove("team/job.json");

    slipway.hearGone(spec);

    assertEquals(Wish.CANCEL_ASKED, world.progress(spec).wish());
  }

  @Test
  void aRecordThatWasSetAsideIsWithdrawnToo() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    Lifecycle lifecycle = world.progress(spec);
    for (int i = 0; i < Lifecycle.SET_ASIDE_AFTER; i++) {
      lifecycle = lifecycle.failedOnce();
    }
    world.change(spec, lifecycle);

    ask(spec);
    tick();

    assertEquals(State.WITHDRAWN, world.status(spec).state());
  }

  @Test
  void askingAgainChangesNothing() {
    Submission spec = launched();

    assertTrue(world.requests().cancel(spec.id()));
    assertFalse(world.requests().cancel(spec.id()));

    assertEquals(List.of("control/cancel/" + spec.id()), world.names("control/cancel/"));
  }

  @Test
  void aRequestIsDeletedOnceItIsOnTheRecord() {
    Submission spec = launched();
    ask(spec);

    tick();

    assertEquals(Wish.CANCEL_ASKED, world.progress(spec).wish());
    assertEquals(List.of(), world.names("control/cancel/"));
  }

  /**
   * Found by the simulation: a launch that had listed the queue before the wish was on its record
   * and looked for the request after that was deleted saw neither.
   */
  @Test
  void aRequestIsKeptAsLongAsItsSubmissionIsLaunching() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Instance other = world.start();
    List<String> kept = new ArrayList<>();
    slipway
        .calls()
        .before(
            "vertex create",
            () -> {
              ask(spec);
              other.tick();
              kept.addAll(world.names("control/cancel/"));
            });

    slipway.hear(spec);
    assertEquals(List.of("control/cancel/" + spec.id()), kept);
    assertEquals(Wish.CANCEL_ASKED, world.progress(spec).wish());
    tick();

    assertEquals(List.of(), world.names("control/cancel/"));
    assertEquals(1, world.jobs().cancelled().size());
  }

  @Test
  void aRequestAboutWhatHasEndedIsDeletedByTheNextTickThatSeesTheQueue() {
    Submission ended = launched();
    world.jobs().become(world.status(ended).job(), State.SUCCEEDED);
    tick();
    ask(ended);
    world.occupy(4);
    slipway.hear(world.upload("team/other.json", SpecTexts.spec("other", 1)));

    tick();

    assertEquals(List.of(), world.names("control/cancel/"));
  }

  @Test
  void aRequestAboutWhatNobodyKnowsIsKeptForADay() {
    String unknown = "0123456789abcdef0123456789abcdef";
    world.occupy(4);
    slipway.hear(world.upload("team/other.json", SpecTexts.spec("other", 1)));
    world.requests().cancel(unknown);

    tick();
    assertEquals(List.of("control/cancel/" + unknown), world.names("control/cancel/"));
    world.time().pass(Duration.ofHours(24));
    tick();

    assertEquals(List.of(), world.names("control/cancel/"));
  }

  @Test
  void anIdleTickDoesNotLookForRequests() {
    slipway.tick();
    slipway.calls().drain();

    tick();

    assertEquals(List.of("state list queue/"), slipway.calls().drain());
  }

  @Test
  void askedBetweenTheClaimAndTheCreateNoJobIsMade() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.calls().after("state write queue/", () -> ask(spec));

    slipway.hear(spec);

    assertEquals(List.of(), world.jobs().requests());
    tick();
    assertEquals(State.WITHDRAWN, world.status(spec).state());
    assertEquals(List.of(ASKED), world.status(spec).problems());
  }

  @Test
  void aRequestIsActedOnWhileVertexAiDoesNotAnswer() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    ask(spec);
    slipway.calls().fail("vertex find");

    tick();

    assertEquals(State.WITHDRAWN, world.status(spec).state());
    assertEquals(List.of(ASKED), world.status(spec).problems());
  }

  @Test
  void aRecordOfAnOlderVersionThatCarriesTheRequestItselfIsWithdrawn() {
    world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    world.change(spec, world.progress(spec).wished(Wish.CANCEL_ASKED));

    tick();

    assertEquals(State.WITHDRAWN, world.status(spec).state());
  }

  @Test
  void aJobWhoseLabelNamesAnotherSubmissionIsNeverCancelled() {
    Submission spec = launched();
    Job other = world.stray(world.upload("team/other.json", SpecTexts.spec("other", 1)), "a");
    Versioned<SubmissionRecord> record = world.queue().read(spec.id()).orElseThrow();
    Map<String, String> metadata =
        new HashMap<>(world.stateBucket().find("queue/" + spec.id()).orElseThrow().metadata());
    metadata.put("job", other.name());
    metadata.put("wish", Wish.CANCEL_ASKED.name());
    byte[] content = world.queue().spec(record).orElseThrow();
    world.tamper("queue/" + spec.id(), metadata, new String(content, StandardCharsets.UTF_8));

    tick();

    assertFalse(world.jobs().cancelled().contains(other.name()));
    assertEquals(1, slipway.log().messages(LogEvent.JOB_NOT_OURS).size());
  }

  private void ask(Submission spec) {
    world.requests().cancel(spec.id());
  }

  private Submission launched() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    assertEquals(State.PENDING, world.status(spec).state());
    world.time().pass(Duration.ofMinutes(3));
    return spec;
  }

  private void tick() {
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
  }
}
