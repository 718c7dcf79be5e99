package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.FragileSchema.ProcessEnded;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** A spec whose reading never finishes keeps nobody from theirs, and is given up. */
class UnfinishedReadingTest {

  private static final List<Problem> GIVEN_UP =
      List.of(Problem.of(ProblemCode.INTAKE_UNFINISHED, "", "times", 3));

  private final World world = new World();

  private Submission poison() {
    world.schema().endOn("poison");
    return world.upload("team/poison.json", SpecTexts.spec("poison", 1));
  }

  private Instant late() {
    return world.time().now().minus(DuplicateCheck.LATE).minusMillis(1);
  }

  /** What was uploaded before the first sweep is none of its business. */
  private void sweepOnce() {
    world.start().tick();
    world.time().pass(Duration.ofMinutes(1));
  }

  private void untilTheNextSweep() {
    world.time().pass(Sweep.BETWEEN);
  }

  private void dieOf(Submission poison) {
    assertThrows(ProcessEnded.class, () -> world.start().hear(poison, late()));
  }

  @Test
  void aSpecThatEndsEachProcessIsRejectedUnread() {
    Submission poison = poison();
    assertThrows(ProcessEnded.class, () -> world.start().hear(poison));
    assertEquals(List.of(), world.names("attempts/"));
    for (int i = 1; i <= 3; i++) {
      dieOf(poison);
      assertEquals(
          Optional.of(i), world.control().readingsBegun(poison.id()).map(Versioned::value));
    }

    world.start().hear(poison, late());

    assertEquals(State.REJECTED, world.status(poison).state());
    assertEquals(GIVEN_UP, world.status(poison).problems());
  }

  @Test
  void theSweepGivesItUpToo() {
    sweepOnce();
    Submission poison = poison();
    untilTheNextSweep();
    for (int i = 0; i < 3; i++) {
      assertThrows(ProcessEnded.class, () -> world.start().tick());
    }

    world.start().tick();

    assertEquals(GIVEN_UP, world.status(poison).problems());
  }

  @Test
  void aMessageIsGivenUpToo() {
    world.schema().endOn("poison");
    String spec = SpecTexts.spec("poison", 1);
    for (int i = 0; i < 3; i++) {
      assertThrows(ProcessEnded.class, () -> world.start().hear("key", spec, late()));
    }

    world.start().hear("key", spec, late());

    assertEquals(GIVEN_UP, world.status(Submission.published("key")).problems());
  }

  @Test
  void aSpecThatEndedTwoProcessesByChanceIsLaunched() {
    Submission spec = poison();
    dieOf(spec);
    dieOf(spec);
    world.schema().mend("poison");

    world.start().hear(spec, late());

    assertEquals(1, world.jobs().all().size());
    assertEquals(List.of(), world.names("attempts/"));
  }

  @Test
  void aReadingThatTakesTooLongIsTriedAgainAndThenGivenUp() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    for (int i = 0; i < 3; i++) {
      Instance slipway = world.start();
      slipway.calls().takeTooLong(1);
      assertEquals(
          "reading " + spec + " takes longer than PT10S",
          assertThrows(RetryLater.class, () -> slipway.hear(spec, late())).getMessage());
    }

    world.start().hear(spec, late());

    assertEquals(GIVEN_UP, world.status(spec).problems());
  }

  @Test
  void aFirstReadingThatTakesTooLongIsDeliveredAgain() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Instance slipway = world.start();
    slipway.calls().takeTooLong(1);

    assertThrows(RetryLater.class, () -> slipway.hear(spec));
    assertEquals(List.of(), world.names("attempts/"));
    slipway.hear(spec, late());

    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void oneSpecThatTakesTooLongDoesNotKeepTheSweepFromOthers() {
    sweepOnce();
    Submission slow = world.upload("team/a.json", SpecTexts.spec("a", 1));
    Submission good = world.upload("team/b.json", SpecTexts.spec("b", 1));
    untilTheNextSweep();
    Instance slipway = world.start();
    slipway.calls().takeTooLong(1);

    slipway.tick();

    assertFalse(world.isQueued(slow));
    assertEquals(State.PENDING, world.status(good).state());
  }

  @Test
  void aLateReadingIsThreeCallsMore() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Instance slipway = world.start();

    slipway.hear(spec, late());

    String attempts = "attempts/" + spec.id();
    assertEquals(
        List.of("state find " + attempts, "state write " + attempts, "state delete " + attempts),
        slipway.calls().drain().stream().filter(call -> call.endsWith(attempts)).toList());
  }

  @Test
  void aTraceThatCannotBeDeletedDoesNotKeepASpecOut() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Instance slipway = world.start();
    slipway.calls().fail("state delete attempts/");

    slipway.hear(spec, late());

    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void aTraceThatNobodyCanReadCountsAsOneReading() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    world.tamper("attempts/" + spec.id(), Map.of("begun", "often"), "");

    assertEquals(Optional.of(1), world.control().readingsBegun(spec.id()).map(Versioned::value));
    world.start().hear(spec, late());

    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void twoProcessesDoNotReadTheSameAgainAtTheSameTime() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Instance slipway = world.start();
    slipway
        .calls()
        .before(
            "state write attempts/",
            () -> world.control().noteReadingBegun(spec.id(), Optional.empty()));

    assertEquals(
        spec + " is being read by another process",
        assertThrows(RetryLater.class, () -> slipway.hear(spec, late())).getMessage());
  }

  @Test
  void onlyWhatWasBegunBeforeIsReadAlone() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    ReentrantLock alone = new ReentrantLock();
    SpecReader reader = new SpecReader.Again(world.start().ports(), alone);
    SpecReading reading = SpecReading.of(new byte[0], world.schema(), SPEC);

    reader.read(
        spec,
        () -> {
          assertFalse(alone.isLocked());
          return reading;
        });
    world.control().noteReadingBegun(spec.id(), Optional.empty());
    reader.read(
        spec,
        () -> {
          assertTrue(alone.isHeldByCurrentThread());
          return reading;
        });

    assertFalse(alone.isLocked());
  }

  private static final SpecContext SPEC =
      SpecContext.of(
          World.RESOURCE, Submission.published("key"), "", Team.MESSAGES, Policy.ALLOW_ALL);

  @Test
  void aTickServesJobsBeforeItSweeps() {
    sweepOnce();
    Submission poison = poison();
    Submission waiting = world.upload("team/job.json", SpecTexts.spec("job", 1));
    world.start().takeIn(waiting);
    untilTheNextSweep();

    assertThrows(ProcessEnded.class, () -> world.start().tick());

    assertEquals(State.PENDING, world.status(waiting).state());
    assertFalse(world.isQueued(poison));
  }
}
