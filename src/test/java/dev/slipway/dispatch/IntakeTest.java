package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IntakeTest {

  private static final String OBJECT = "team/job.json";

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aSpecThatIsGoneIsWithdrawn() {
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));
    world.remove(OBJECT);

    slipway.hear(spec);

    assertEndedAtOnce(spec, State.WITHDRAWN, Problem.of(ProblemCode.SPEC_GONE, ""));
  }

  @Test
  void aSpecThatWasOverwrittenIsWithdrawn() {
    Submission old = world.upload(OBJECT, SpecTexts.spec("job", 1));
    Submission live = world.upload(OBJECT, SpecTexts.spec("job", 1));

    slipway.hear(old);

    Problem superseded = Problem.of(ProblemCode.SUPERSEDED, "", "generation", live.generation());
    assertEndedAtOnce(old, State.WITHDRAWN, superseded);
  }

  @Test
  void aSpecUploadedTooLongAgoTimesOut() {
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));
    world.time().pass(Duration.ofDays(7).plusSeconds(1));

    slipway.hear(spec);

    assertEndedAtOnce(spec, State.TIMED_OUT, tooLongAgo());
  }

  @Test
  void aSpecUploadedJustInTimeIsTaken() {
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));
    world.time().pass(Duration.ofDays(7));

    slipway.hear(spec);

    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void aSpecThatIsTooLargeIsRejected() {
    Submission spec = world.upload(OBJECT, " ".repeat(1_048_577));

    slipway.hear(spec);

    Problem tooLarge =
        Problem.of(ProblemCode.SPEC_TOO_LARGE, "", "bytes", 1_048_577, "most", 1_048_576);
    assertEndedAtOnce(spec, State.REJECTED, tooLarge);
  }

  @Test
  void allThatIsWrongWithASpecIsToldAtOnce() {
    String bad = "{\"jobSpec\": {\"workerPoolSpecs\": [{\"replicaCount\": -1}]}, \"x\": 1}";
    Submission spec = world.upload(OBJECT, bad);

    slipway.hear(spec);

    Status told = world.status(spec);
    assertEquals(
        List.of(
            "UNKNOWN_FIELD x",
            "REQUIRED_FIELD jobSpec.workerPoolSpecs[0].machineSpec.machineType",
            "REPLICA_COUNT_NEGATIVE jobSpec.workerPoolSpecs[0].replicaCount"),
        told.problems().stream().map(p -> p.code() + " " + p.where()).toList());
    assertEquals(State.REJECTED, told.state());
    assertEquals(Optional.of(new Outcome(told, bad)), world.ending(spec));
    assertEquals(List.of(), world.names("queue/"));
  }

  @Test
  void aSpecThatStrikesABugTwiceIsRejectedAndNotDeliveredAgain() {
    world.schema().breakOn("job");
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));

    slipway.hear(spec);

    assertEndedAtOnce(spec, State.REJECTED, Problem.of(ProblemCode.INTAKE_FAILED, ""));
    assertEquals(
        List.of(
            "a bug struck the intake of " + spec + "; it is tried again",
            "a bug struck the intake of " + spec + "; please report it with this log entry"),
        slipway.log().messages(LogEvent.EVENT_FAILED));
  }

  @Test
  void aBugThatStrikesOnceDoesNoHarm() {
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));
    slipway
        .calls()
        .before(
            "specs read",
            () -> {
              throw new IllegalStateException("a bug");
            });

    slipway.hear(spec);

    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void anEventWhoseSubmissionCannotEvenBeGivenUpIsAcknowledgedAllTheSame() {
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                throw new IllegalStateException("a bug");
              }
            });

    slipway.hear(spec);

    assertEquals(
        "a bug struck an event, which is acknowledged; please report it with this log entry",
        slipway.log().messages(LogEvent.EVENT_FAILED).get(2));
  }

  /** Found by the simulation: it kept its place in the queue until its turn came. */
  @Test
  void anIntakeThatIsSlowerThanTheEndOfItsSubmissionLeavesNoRecord() {
    world.occupy(4);
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));
    Instance other = world.start();
    slipway
        .calls()
        .before(
            "state write queue/" + spec.id(),
            () -> {
              other.hear(spec);
              world.requests().cancel(spec.id());
              world.time().pass(Duration.ofMinutes(1));
              other.tick();
            });

    slipway.hear(spec);

    assertEquals(State.WITHDRAWN, world.status(spec).state());
    assertFalse(world.isQueued(spec));
  }

  @Test
  void theRecordSaysAllThatLaterPassesNeed() {
    Submission spec = world.upload(OBJECT, SpecTexts.urgent("job", 2, 7));
    world.time().pass(Duration.ofMinutes(1));

    slipway.takeIn(spec);

    Demand demand = new Demand(Shape.of("n1-standard-4"), 2);
    Requirements requirements =
        new Requirements(
            List.of(new WorkerPool("jobSpec.workerPoolSpecs[0]", demand)),
            "",
            "",
            "",
            Spelling.CAMEL);
    SubmissionRecord expected =
        new SubmissionRecord(
            spec,
            new JobRequest(
                World.RESOURCE,
                7,
                FakeTime.START,
                requirements,
                Optional.of(Format.CUSTOM_JOB),
                ""),
            Lifecycle.accepted(FakeTime.START.plusSeconds(60)));
    assertEquals(expected, world.queue().read(spec.id()).orElseThrow().value());
    assertEquals(
        StatusFactory.waiting(expected, 0, List.of(), List.of()), world.status(spec), "the status");
  }

  /** Found in review: each told label hid those whose names begin with it. */
  @Test
  void labelsWhoseNamesBeginAlikeAreAllTold() {
    String text =
        SpecTexts.urgent("job", 1, 1)
            .replace("\"slipway-priority\": \"1\"", "\"slipway-a\": \"\", \"slipway-ab\": \"\"");
    Submission spec = world.upload("team/job.json", text);

    slipway.hear(spec);

    assertEquals(
        List.of("labels.slipway-a", "labels.slipway-ab"),
        world.status(spec).problems().stream().map(Problem::where).toList());
  }

  /** Found in review: as JSON it outgrew what is read of an ending, so its end was never told. */
  @Test
  void aMessageThatIsTooLargeIsRejectedWithoutItsContent() {
    slipway.hear("key", "x".repeat(1_048_577), world.time().now());

    Outcome outcome = world.ending(Submission.published("key")).orElseThrow();
    assertEquals("", outcome.spec());
    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_TOO_LARGE, "", "bytes", 1_048_577, "most", 1_048_576)),
        outcome.status().problems());
  }

  @Test
  void whatIsLeftOutOfTheJobIsSaid() {
    String text = SpecTexts.spec("job", 1).replaceFirst("\\{", "{\"state\": \"JOB_STATE_FAILED\",");
    Submission spec = world.upload(OBJECT, text);

    slipway.hear(spec);

    Status told = world.status(spec);
    assertEquals(State.PENDING, told.state());
    assertEquals(List.of(Problem.of(ProblemCode.OUTPUT_ONLY_FIELD, "state")), told.warnings());
  }

  @Test
  void aSpecThatNamesNoResourceGetsTheDefault() {
    Submission spec = world.upload(OBJECT, SpecTexts.anywhere("job"));

    slipway.hear(spec);

    assertEquals(World.RESOURCE, world.jobs().requests().get(0).resource());
    assertEquals(World.RESOURCE, world.status(spec).resource());
  }

  @Test
  void withoutADefaultASpecMustNameAResource() {
    Submission spec = world.upload(OBJECT, SpecTexts.anywhere("job"));

    world
        .start(
            new Settings(
                "",
                false,
                Duration.ofHours(24),
                Duration.ofDays(7),
                Duration.ofMinutes(2),
                false,
                Duration.ZERO,
                false,
                60,
                ""))
        .hear(spec);

    assertEndedAtOnce(
        spec,
        State.REJECTED,
        Problem.of(ProblemCode.RESOURCE_NOT_NAMED, "jobSpec.persistentResourceId"));
  }

  @Test
  void anEventDeliveredAgainMakesNoSecondJob() {
    Submission spec = world.upload(OBJECT, SpecTexts.spec("job", 1));

    slipway.hear(spec);
    world.start().hear(spec);
    slipway.hear(spec);

    assertEquals(1, world.jobs().requests().size());
  }

  @Test
  void theSameTextUploadedAgainIsAnotherSubmission() {
    slipway.hear(world.upload(OBJECT, SpecTexts.spec("job", 1)));
    slipway.hear(world.upload(OBJECT, SpecTexts.spec("job", 1)));

    assertEquals(2, world.jobs().requests().size());
  }

  @Test
  void aPublishedSpecIsKnownByItsKey() {
    slipway.hear("nightly-7", SpecTexts.spec("job", 1), FakeTime.START);
    slipway.hear("nightly-7", SpecTexts.spec("job", 1), FakeTime.START);

    assertEquals(State.PENDING, world.status(Submission.published("nightly-7")).state());
    assertEquals(1, world.jobs().requests().size());
    assertEquals(0, slipway.calls().count("specs"));
  }

  @Test
  void aSpecPublishedTooLongAgoTimesOut() {
    world.time().pass(Duration.ofDays(7).plusSeconds(1));

    slipway.hear("nightly-7", SpecTexts.spec("job", 1), FakeTime.START);

    assertEndedAtOnce(Submission.published("nightly-7"), State.TIMED_OUT, tooLongAgo());
  }

  private static Problem tooLongAgo() {
    return Problem.of(
        ProblemCode.UPLOADED_TOO_LONG_AGO,
        "",
        "uploaded",
        FakeTime.START,
        "most",
        Duration.ofDays(7));
  }

  private void assertEndedAtOnce(Submission spec, State end, Problem why) {
    Status told = world.status(spec);
    assertEquals(end, told.state());
    assertEquals(List.of(why), told.problems());
    assertEquals(told, world.ending(spec).orElseThrow().status());
    assertEquals(List.of(), world.names("queue/"));
    assertEquals(List.of(), world.jobs().requests());
  }
}
