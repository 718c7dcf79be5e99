package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.LaunchResult.End;
import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.policy.Policy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The six steps, for more than one candidate at a time. Passes launch one after another today. */
final class LaunchProtocolTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission first = Submission.published("none yet");
  private Submission second = Submission.published("none yet");

  @BeforeEach
  void twoSpecsWait() {
    first = world.upload("team/first.json", SpecTexts.spec("first", 1));
    second = world.upload("team/second.json", SpecTexts.spec("second", 1));
    slipway.takeIn(first);
    slipway.takeIn(second);
  }

  @Test
  void allAreClaimedBeforeTheQueueIsReadOnceAndBothAreLaunched() {
    LaunchBatch batch = batch();
    slipway.calls().drain();

    List<LaunchResult> results = launch(batch);

    assertEquals(List.of(End.ASKED, End.ASKED), ends(results));
    assertEquals(
        List.of(
            "state write queue/" + first.id(),
            "state write queue/" + second.id(),
            "state list queue/",
            "vertex create training",
            "vertex create training",
            "state write queue/" + first.id(),
            "state write queue/" + second.id(),
            "state write status/specs/team/first.json",
            "state write status/specs/team/second.json"),
        slipway.calls().drain().stream()
            .filter(call -> !call.startsWith("state find") && !call.startsWith("state read"))
            .map(call -> call.startsWith("vertex create") ? "vertex create training" : call)
            .toList());
    assertEquals(
        List.of(first.id(), second.id()),
        world.jobs().all().stream().map(Job::submission).toList());
  }

  @Test
  void whoLosesItsClaimLeavesTheOthersAlone() {
    LaunchBatch batch = batch();
    world.change(first, world.progress(first).waitingAgain(world.time().now()));

    assertEquals(List.of(End.CLAIM_LOST, End.ASKED), ends(launch(batch)));
    assertEquals(List.of(second.id()), world.jobs().all().stream().map(Job::submission).toList());
  }

  @Test
  void whatFailsForOneStaysWithIt() {
    LaunchBatch batch = batch();
    slipway.calls().fail("state find done/" + first.id());

    List<LaunchResult> results = launch(batch);

    assertEquals(List.of(End.FAILED, End.ASKED), ends(results));
    assertEquals(State.WAITING, world.progress(first).state(), "its claim is released");
  }

  /** Else the claims made before it would be left standing for the grace. */
  @Test
  void aClaimThatCannotBeWrittenStopsNoOther() {
    LaunchBatch batch = batch();
    slipway.calls().fail("state write queue/" + second.id());

    List<LaunchResult> results = launch(batch);

    assertEquals(List.of(End.ASKED, End.FAILED), ends(results));
    assertEquals(Optional.empty(), results.get(1).claimed());
    assertEquals(State.WAITING, world.progress(second).state());
    assertEquals(List.of(first.id()), world.jobs().all().stream().map(Job::submission).toList());
  }

  private List<LaunchResult> launch(LaunchBatch batch) {
    return EventScope.of(slipway.ports(), slipway.settings(), slipway.log())
        .protocol()
        .launch(batch);
  }

  private static List<End> ends(List<LaunchResult> results) {
    return results.stream().map(LaunchResult::end).toList();
  }

  private LaunchBatch batch() {
    Snapshot snapshot = Snapshot.take(slipway.ports(), World.RESOURCE);
    return new LaunchBatch(
        snapshot, snapshot.resource().orElseThrow(), List.of(candidate(first), candidate(second)));
  }

  private LaunchCandidate candidate(Submission submission) {
    Versioned<SubmissionRecord> waiting = world.queue().read(submission.id()).orElseThrow();
    byte[] spec = world.queue().spec(waiting).orElseThrow();
    SpecReading reading =
        SpecReading.of(
            spec,
            world.schema(),
            SpecContext.of(
                World.RESOURCE,
                submission,
                "",
                slipway.settings().team(submission),
                Policy.ALLOW_ALL));
    return LaunchCandidate.queued(waiting, spec, reading, List.of("pool-0"));
  }
}
