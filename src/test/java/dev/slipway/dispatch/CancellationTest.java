package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.pool.JobState;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    world.jobs().become(world.status(spec).job(), JobState.SUCCEEDED);

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
    Progress progress = world.progress(spec);
    for (int i = 0; i < Progress.SET_ASIDE_AFTER; i++) {
      progress = progress.failedOnce();
    }
    world.change(spec, progress);

    ask(spec);
    tick();

    assertEquals(State.WITHDRAWN, world.status(spec).state());
  }

  @Test
  void askingAgainChangesNothing() {
    Submission spec = launched();
    Kept<QueueRecord> asked = ask(spec).orElseThrow();

    assertEquals(Optional.of(asked), ask(spec));
    assertEquals(asked.value().progress().revision(), world.progress(spec).revision());
  }

  @Test
  void aRecordThatChangedMeanwhileIsLeftAsItIs() {
    Submission spec = launched();
    Kept<QueueRecord> standing = world.queue().read(spec.id()).orElseThrow();
    world.change(spec, world.progress(spec).failedOnce());

    assertEquals(Optional.empty(), new Cancellation(world.queue()).ask(standing));
    assertEquals(Wish.NONE, world.progress(spec).wish());
  }

  private Optional<Kept<QueueRecord>> ask(Submission spec) {
    return new Cancellation(world.queue()).ask(world.queue().read(spec.id()).orElseThrow());
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
