package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.storage.BucketStatuses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All that is known of one submission, whether it is active or over. */
final class SubmissionDetailsTest {

  private static final String OBJECT = "team/job.json";
  private static final String SPEC = SpecTexts.spec("job", 1);

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void ofAnActiveOneThereIsItsStatusItsRecordAndItsSpec() {
    Submission spec = world.upload(OBJECT, SPEC);
    slipway.hear(spec);

    Optional<SubmissionDetails> known =
        Optional.of(new SubmissionDetails(world.status(spec), Optional.of(record(spec)), SPEC));
    assertEquals(known, byId(spec));
    assertEquals(known, byObject());
  }

  @Test
  void ofOneThatEndedThereIsItsOutcome() {
    Submission spec = world.upload(OBJECT, SPEC);
    slipway.hear(spec);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();

    Optional<SubmissionDetails> known =
        Optional.of(new SubmissionDetails(world.status(spec), Optional.empty(), SPEC));
    assertEquals(State.SUCCEEDED, world.status(spec).state());
    assertEquals(known, byId(spec));
    assertEquals(known, byObject());
  }

  @Test
  void ofOneWhoseEndWasBegunThereIsWhatItsRecordKeeps() {
    Submission spec = world.upload(OBJECT, SPEC);
    slipway.hear(spec);
    world.jobs().become(world.status(spec).job(), State.FAILED);
    slipway.calls().fail("state write done/");
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();

    assertEquals(Optional.empty(), world.ending(spec));
    SubmissionDetails known = byId(spec).orElseThrow();
    assertEquals(State.FAILED, known.status().state());
    assertEquals(Optional.empty(), known.entry());
    assertEquals(SPEC, known.spec());
  }

  /** The document under the object's name is the newer generation's. */
  @Test
  void whereAnotherGenerationHasTheStatusItIsMadeOfTheRecord() {
    Submission runs = world.upload(OBJECT, SPEC);
    slipway.hear(runs);
    Submission waits = world.upload(OBJECT, SpecTexts.spec("next", 4));
    slipway.hear(waits);

    assertEquals(waits, world.status(runs).submission());
    assertEquals(
        StatusFactory.active(record(runs), List.of(), List.of()),
        byId(runs).orElseThrow().status());
    assertEquals(waits, byObject().orElseThrow().status().submission());

    world
        .stateBucket()
        .delete(
            "status/specs/" + OBJECT,
            world.stateBucket().find("status/specs/" + OBJECT).orElseThrow().generation());
    assertEquals(
        StatusFactory.waiting(record(waits), 0, List.of(), List.of()),
        byId(waits).orElseThrow().status());
  }

  @Test
  void whereOnlyTheStatusIsLeftThatIsAll() {
    Submission spec = world.upload(OBJECT, "{}");
    slipway.hear(spec);
    Status told = world.status(spec);
    world
        .stateBucket()
        .delete(
            "done/" + spec.id(),
            world.stateBucket().find("done/" + spec.id()).orElseThrow().generation());

    assertEquals(Optional.of(new SubmissionDetails(told, Optional.empty(), "")), byObject());
    assertEquals(Optional.empty(), byId(spec));
  }

  @Test
  void ofAnObjectThatNobodyUploadedNothingIsKnown() {
    assertEquals(Optional.empty(), byObject());
    assertEquals(Optional.empty(), SubmissionDetails.byId(sources(), "nobody"));
  }

  private SubmissionRecord record(Submission spec) {
    return world.queue().read(spec.id()).orElseThrow().value();
  }

  private Optional<SubmissionDetails> byId(Submission spec) {
    return SubmissionDetails.byId(sources(), spec.id());
  }

  private Optional<SubmissionDetails> byObject() {
    return SubmissionDetails.byObject(sources(), World.SPECS.bucket(), OBJECT);
  }

  private SubmissionDetails.DetailSources sources() {
    return new SubmissionDetails.DetailSources(
        world.queue(), world.endings(), new BucketStatuses(world.stateBucket(), world.tokens()));
  }
}
