package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.StatusText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a submission by what Vertex AI says to the call. */
final class CreationTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission spec = Submission.published("none yet");

  @BeforeEach
  void aSpecIsUploaded() {
    spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
  }

  @Test
  void aJobIsToldWithItsPlace() {
    slipway.hear(spec);

    Status told = world.status(spec);
    assertEquals(
        """
        PENDING  %s
          since       2026-11-01T12:00:00Z
          submission  %s
          spec        a CustomJob, as the REST API takes it
          resource    training
          job         projects/1/locations/here/customJobs/1
          console     %s
          placed      jobSpec.workerPoolSpecs[0] on pool "pool-0", 1 replica
        History:
          2026-11-01T12:00:00Z  WAITING
          2026-11-01T12:00:00Z  LAUNCHING
          2026-11-01T12:00:00Z  PENDING
        """
            .formatted(
                spec,
                spec.id(),
                "https://console.cloud.google.com/vertex-ai/locations/here/training/1?project=1"),
        StatusText.of(told));
    assertEquals(
        List.of(spec + " launched as projects/1/locations/here/customJobs/1"),
        slipway.log().messages(LogEvent.JOB_LAUNCHED));
  }

  @Test
  void whatVertexAiNeverTakesIsRejectedInItsWords() {
    world.jobs().refuse(Creation.Refusal.FOR_GOOD, "INVALID_ARGUMENT", "bad image");

    slipway.hear(spec);

    assertEquals(State.REJECTED, world.status(spec).state());
    assertEquals(
        List.of(said(ProblemCode.REFUSED_BY_VERTEX_AI, "INVALID_ARGUMENT", "bad image")),
        world.status(spec).problems());
    assertEquals(world.status(spec), world.ending(spec).orElseThrow().status());
    assertEquals(List.of(), world.names("queue/"));
  }

  @Test
  void whatSomebodyMustPermitWaitsWithAWarning() {
    world
        .jobs()
        .refuse(Creation.Refusal.UNTIL_SOMEBODY_ACTS, "PERMISSION_DENIED", "no aiplatform.user");

    slipway.hear(spec);

    Status told = world.status(spec);
    assertEquals(State.WAITING, told.state());
    assertEquals(
        List.of(
            said(ProblemCode.NOT_ALLOWED_BY_VERTEX_AI, "PERMISSION_DENIED", "no aiplatform.user")),
        told.warnings());
    assertEquals(Optional.of(new Status.Waiting(0, List.of(backingOff(60, 1)))), told.waiting());
  }

  @Test
  void whereSlipwayMayNotActAsTheAccountTheJobWaitsAndTheAccountIsNamed() {
    world.jobs().refuse(Creation.Refusal.UNTIL_IT_MAY_ACT_AS, "INVALID_ARGUMENT", "no actAs");

    slipway.hear(spec);

    Status told = world.status(spec);
    assertEquals(State.WAITING, told.state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.MAY_NOT_ACT_AS_ACCOUNT,
                "",
                "account",
                "",
                "code",
                "INVALID_ARGUMENT",
                "message",
                "no actAs")),
        told.warnings());
    assertEquals(Optional.of(new Status.Waiting(0, List.of(backingOff(60, 1)))), told.waiting());
  }

  @Test
  void aTickKeepsTellingWhyVertexAiRefused() {
    world.jobs().refuse(Creation.Refusal.FOR_NOW, "RESOURCE_EXHAUSTED", "quota");
    slipway.hear(spec);
    world.time().pass(Duration.ofSeconds(30));

    slipway.tick();

    Status told = world.status(spec);
    assertEquals(
        List.of(said(ProblemCode.NOT_NOW_BY_VERTEX_AI, "RESOURCE_EXHAUSTED", "quota")),
        told.warnings());
    assertEquals(Optional.of(new Status.Waiting(1, List.of(backingOff(60, 1)))), told.waiting());
  }

  @Test
  void whatIsRefusedForNowIsTriedAgainEverMoreRarely() {
    List<Integer> minutes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      world.jobs().refuse(Creation.Refusal.FOR_NOW, "RESOURCE_EXHAUSTED", "quota");
    }
    slipway.hear(spec);
    for (int minute = 1; minute <= 95; minute++) {
      world.time().passUntil(Duration.ofMinutes(minute));
      int before = world.jobs().requests().size();
      slipway.tick();
      if (world.jobs().requests().size() > before) {
        minutes.add(minute);
      }
    }

    assertEquals(List.of(1, 3, 7, 15, 31, 61, 91), minutes);
  }

  @Test
  void aLaunchThatSucceedsForgetsTheRefusals() {
    world.jobs().refuse(Creation.Refusal.FOR_NOW, "FAILED_PRECONDITION", "not yet");
    slipway.hear(spec);
    assertEquals(1, world.progress(spec).backoff().refusals());
    world.time().pass(Duration.ofMinutes(1));

    slipway.tick();

    assertEquals(State.PENDING, world.progress(spec).state());
    assertEquals(0, world.progress(spec).backoff().refusals());
    assertEquals(Instant.EPOCH, world.progress(spec).backoff().retryAt());
    assertEquals(List.of(), world.status(spec).warnings());
  }

  @Test
  void aJobThatIsRefusedKeepsNothingFromOthers() {
    world.jobs().refuse(Creation.Refusal.FOR_NOW, "RESOURCE_EXHAUSTED", "quota");
    slipway.hear(spec);
    Submission other = world.upload("team/other.json", SpecTexts.spec("other", 4));

    slipway.hear(other);

    assertEquals(State.PENDING, world.status(other).state());
  }

  @Test
  void anUnknownOutcomeIsToldAndNotTriedAgain() {
    world.jobs().answer(FakeJobs.CALL_LOST);

    slipway.hear(spec);

    Status told = world.status(spec);
    assertEquals(State.LAUNCHING, told.state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.LAUNCH_UNCONFIRMED, "", "until", FakeTime.START.plusSeconds(120))),
        told.warnings());
    world.time().pass(Duration.ofSeconds(58));
    slipway.tick();
    world.time().pass(Duration.ofSeconds(58));
    slipway.tick();
    assertEquals(1, world.jobs().requests().size());
    assertEquals(State.LAUNCHING, world.progress(spec).state());
  }

  @Test
  void aBugInTheCallCountsAsUnknown() {
    slipway
        .calls()
        .after(
            "vertex create",
            () -> {
              throw new IllegalStateException("a bug");
            });

    slipway.hear(spec);

    assertEquals(State.LAUNCHING, world.progress(spec).state());
    slipway.tick();
    assertEquals(State.PENDING, world.progress(spec).state());
    assertEquals(1, world.jobs().requests().size());
  }

  private static Problem said(ProblemCode code, String status, String message) {
    return Problem.of(code, "", "code", status, "message", message);
  }

  private static Problem backingOff(long seconds, int times) {
    Instant until = FakeTime.START.plusSeconds(seconds);
    return Problem.of(ProblemCode.BACKING_OFF, "", "until", until, "times", times);
  }
}
