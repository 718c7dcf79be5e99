package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A submission has one job: whose name its record takes first. */
final class JobBindingTest {

  private static final String JOB = "projects/1/locations/here/customJobs/1";
  private static final String THEIRS = "projects/1/locations/here/customJobs/theirs";

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission spec = Submission.published("none yet");

  @BeforeEach
  void aSpecIsUploaded() {
    spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
  }

  @Test
  void aRecordThatChangedButNamesNoJobIsOfferedOurs() {
    afterTheCall(() -> world.change(spec, world.progress(spec).failedOnce()));

    slipway.hear(spec);

    assertEquals(JOB, world.progress(spec).job());
    assertEquals(JOB, world.status(spec).job());
    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void aRecordThatWaitsAgainIsOfferedOurs() {
    afterTheCall(() -> world.change(spec, world.progress(spec).waitingAgain(world.time().now())));

    slipway.hear(spec);

    assertEquals(JOB, world.progress(spec).job());
    assertEquals(State.PENDING, world.progress(spec).state());
    assertEquals(1, world.jobs().requests().size());
  }

  @Test
  void aRecordThatNamesOursAlreadyIsFine() {
    afterTheCall(() -> name(JOB));

    slipway.hear(spec);

    assertEquals(JOB, world.progress(spec).job());
    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void aRecordThatNamesAnotherJobKeepsIt() {
    afterTheCall(() -> name(THEIRS));

    slipway.hear(spec);

    assertEquals(THEIRS, world.progress(spec).job());
    assertSurplusCancelled();
  }

  @Test
  void aSurplusJobIsToldOfAlthoughNobodyKnowsWhetherItWasCancelled() {
    afterTheCall(() -> name(THEIRS));
    slipway.calls().loseAnswer("vertex cancel");

    slipway.hear(spec);

    assertEquals(List.of(JOB), world.jobs().cancelled());
    assertEquals(
        List.of(Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", JOB)),
        world.status(spec).warnings());
  }

  @Test
  void aSubmissionThatEndedWithAnotherJobKeepsIt() {
    afterTheCall(() -> world.end(spec, State.SUCCEEDED, THEIRS));

    slipway.hear(spec);

    assertSurplusCancelled();
  }

  @Test
  void aSubmissionThatEndedWithOursIsFine() {
    afterTheCall(() -> world.end(spec, State.SUCCEEDED, JOB));

    slipway.hear(spec);

    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void aJobWhoseSubmissionIsUnknownIsLeftAlone() {
    afterTheCall(() -> world.queue().delete(world.queue().read(spec.id()).orElseThrow()));

    slipway.hear(spec);

    assertEquals(List.of(), world.jobs().cancelled());
    assertEquals(
        List.of(
            JOB
                + " carries our labels, but neither a record nor an ending of its submission"
                + " exists: it is left alone; cancel it by hand if nobody wants it"),
        slipway.log().messages(LogEvent.JOB_UNCLAIMED));
  }

  @Test
  void aSecondLiveJobIsCancelledAndSaidOnce() {
    slipway.hear(spec);
    Job second = world.stray(spec, "of another launch");

    slipway.tick();
    world.jobs().become(second.name(), State.CANCELLING);
    slipway.calls().drain();
    slipway.tick();

    assertEquals(List.of(second.name()), world.jobs().cancelled());
    assertEquals(0, slipway.calls().count("state write status/"));
    assertEquals(JOB, world.status(spec).job());
    assertEquals(
        List.of(Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", second.name())),
        world.status(spec).warnings());
  }

  @Test
  void aLiveJobOfASubmissionThatEndedWithAnotherIsCancelled() {
    slipway.hear(spec);
    world.jobs().become(JOB, State.SUCCEEDED);
    slipway.tick();
    Job second = world.stray(spec, "of another launch");
    somebodyWaits();

    slipway.tick();

    assertEquals(List.of(second.name()), world.jobs().cancelled());
    assertEquals(State.SUCCEEDED, world.status(spec).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", second.name())),
        world.status(spec).warnings());
  }

  @Test
  void aLiveJobOfASubmissionThatWasWithdrawnIsCancelled() {
    slipway.takeIn(spec);
    world.end(spec, State.WITHDRAWN, "");
    Job late = world.stray(spec, "of a launch long ago");
    somebodyWaits();

    slipway.tick();

    assertEquals(List.of(late.name()), world.jobs().cancelled());
  }

  @Test
  void aLiveJobThatNobodyClaimsIsLeftAlone() {
    world.stray(Submission.published("of another installation"), "x");
    somebodyWaits();

    slipway.tick();

    assertEquals(List.of(), world.jobs().cancelled());
    assertEquals(1, slipway.log().messages(LogEvent.JOB_UNCLAIMED).size());
  }

  @Test
  void aCancelThatIsRefusedDoesNotStopThePass() {
    slipway.hear(spec);
    world.stray(spec, "of another launch");
    Submission other = somebodyWaits();
    slipway.calls().fail("vertex cancel");

    slipway.tick();

    assertEquals(State.PENDING, world.status(other).state());
  }

  @Test
  void anEndingThatCannotBeReadDoesNotStopThePass() {
    world.stray(spec, "x");
    world.tamper("done/" + spec.id(), Map.of(), "{\"schemaVersion\": 2}");
    Submission other = somebodyWaits();

    slipway.tick();

    assertEquals(State.PENDING, world.status(other).state());
    assertEquals(List.of(), world.jobs().cancelled());
  }

  private Submission somebodyWaits() {
    Submission other = world.upload("team/other.json", SpecTexts.spec("other", 1));
    slipway.takeIn(other);
    world.time().pass(Duration.ofMinutes(1));
    return other;
  }

  private void afterTheCall(Runnable action) {
    slipway.calls().after("vertex create", action);
  }

  private void name(String job) {
    world.change(spec, world.progress(spec).asJob(job, State.QUEUED, world.time().now()));
  }

  private void assertSurplusCancelled() {
    assertEquals(List.of(JOB), world.jobs().cancelled());
    assertEquals(
        List.of(Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", JOB)),
        world.status(spec).warnings());
    assertEquals(
        List.of(JOB + " is not the job that " + spec + " names, and was cancelled"),
        slipway.log().messages(LogEvent.JOB_SURPLUS));
  }

  @Test
  void aRecordThatChangesEachTimeIsLeftToTheNextPassWhichFindsTheJobByItsLabels() {
    slipway.calls().after("vertex create", this::changeAtEachWrite);

    slipway.hear(spec);

    assertEquals("", world.progress(spec).job());
    assertEquals(5, slipway.calls().count("state read queue/"), "tries");
    assertEquals(
        List.of(JOB + " could not be written to its record; the next pass finds it by its labels"),
        slipway.log().messages(LogEvent.JOB_UNCONFIRMED));

    slipway.calls().watch(new Calls.Watcher() {});
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
    assertEquals(JOB, world.progress(spec).job());
  }

  private void changeAtEachWrite() {
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
  }
}
