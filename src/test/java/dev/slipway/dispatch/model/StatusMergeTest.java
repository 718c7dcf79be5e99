package dev.slipway.dispatch.model;

import static dev.slipway.dispatch.Records.NOON;
import static dev.slipway.dispatch.Records.claimed;
import static dev.slipway.dispatch.Records.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Status.Earlier;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One document for an object's name, of whichever generation there is news. */
final class StatusMergeTest {

  private static final Problem SURPLUS =
      Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", "2");
  private static final Problem NOT_NOW =
      Problem.of(ProblemCode.NOT_NOW_BY_VERTEX_AI, "", "message", "no quota");

  private final SubmissionRecord record = waiting("a.json", "training");
  private final Status told = StatusFactory.waiting(record, 1, List.of(), List.of());
  private final SubmissionRecord newer =
      new SubmissionRecord(
          new Submission("specs", "a.json", "2"), record.request(), record.lifecycle());
  private final Status live = StatusFactory.waiting(newer, 2, List.of(), List.of());

  @Test
  void theGenerationThatTakesOverListsTheOneBeforeUntilThatEnds() {
    Status both = StatusMerge.takeOver(told, live);

    assertEquals(List.of(new Earlier("1", record.id(), State.WAITING, "")), both.earlier());
    assertEquals(Optional.of(live), StatusMerge.noteEarlier(both, ended(), /* hasEnded= */ true));
    assertEquals(List.of(), StatusMerge.takeOver(ended(), live).earlier());
  }

  /** Specs may be restored: a generation may be live, be replaced, and be live again. */
  @Test
  void aGenerationThatIsLiveAgainIsNotListedBesideItself() {
    Status both = StatusMerge.takeOver(told, live);

    assertEquals(
        List.of(new Earlier("2", newer.id(), State.WAITING, "")),
        StatusMerge.takeOver(both, told).earlier());
  }

  @Test
  void newsOfAnEarlierGenerationReplaceWhatWasSaidOfItAlone() {
    Status third =
        StatusMerge.takeOver(
            StatusMerge.takeOver(told, live),
            StatusFactory.waiting(
                new SubmissionRecord(
                    new Submission("specs", "a.json", "3"), record.request(), record.lifecycle()),
                1,
                List.of(),
                List.of()));
    Status news =
        StatusFactory.active(
            record.with(claimed("a.json", "training").lifecycle()), List.of(), List.of());

    assertEquals(
        List.of(
            new Earlier("2", newer.id(), State.WAITING, ""),
            new Earlier("1", record.id(), State.LAUNCHING, "")),
        StatusMerge.noteEarlier(third, news, /* hasEnded= */ false).orElseThrow().earlier());
    assertEquals(
        Optional.empty(),
        StatusMerge.noteEarlier(live, news, /* hasEnded= */ true),
        "it is not listed as it is");
  }

  @Test
  void aWarningIsSaidOnce() {
    Status warned = StatusMerge.warned(told, SURPLUS).orElseThrow();

    assertEquals(List.of(SURPLUS), warned.warnings());
    assertEquals(Optional.empty(), StatusMerge.warned(warned, SURPLUS));
  }

  @Test
  void whyALaunchWasRefusedStaysSaidWhileItBacksOffAndNoLonger() {
    SubmissionRecord refused = record.with(record.lifecycle().refused(NOON.plusSeconds(60), NOON));
    Status backingOff = StatusFactory.backingOff(refused, NOT_NOW);
    Problem until =
        Problem.of(ProblemCode.BACKING_OFF, "", "until", NOON.plusSeconds(60), "times", 1);
    Problem paused = Problem.of(ProblemCode.PAUSED, "", "since", NOON, "reason", "");

    assertEquals(
        List.of(NOT_NOW),
        StatusMerge.next(backingOff, StatusFactory.waiting(refused, 1, List.of(until), List.of()))
            .orElseThrow()
            .warnings());
    assertEquals(
        List.of(),
        StatusMerge.next(backingOff, StatusFactory.waiting(refused, 1, List.of(paused), List.of()))
            .orElseThrow()
            .warnings());
    assertEquals(
        List.of(),
        StatusMerge.next(backingOff, StatusFactory.active(refused, List.of(), List.of()))
            .orElseThrow()
            .warnings());
  }

  private Status ended() {
    return StatusFactory.active(
        record.with(record.lifecycle().ended(State.WITHDRAWN, NOON)), List.of(), List.of());
  }
}
