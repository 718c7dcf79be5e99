package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Status.Earlier;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One document for an object name, whoever writes it and in whatever order. */
final class StatusPublisherTest {

  private static final String OBJECT = "team/job.json";
  private static final String JOB = "projects/1/locations/here/customJobs/1";

  private final World world = new World();
  private final Instance slipway = world.start();
  private final StatusPublisher publisher = new StatusPublisher(slipway.ports(), slipway.log());
  private Submission first = Submission.published("none yet");

  @BeforeEach
  void aJobIsLaunched() {
    first = world.upload(OBJECT, SpecTexts.spec("job", 3));
    slipway.hear(first);
  }

  @Test
  void oldNewsOfASubmissionAreNotTold() {
    Status told = world.status(first);
    Status old =
        StatusFactory.active(
            record().with(Lifecycle.accepted(FakeTime.START)), List.of(), List.of());

    assertTrue(publisher.publish(old));

    assertEquals(told, world.status(first));
  }

  @Test
  void anEndIsFinal() {
    SubmissionRecord running = record();
    SubmissionRecord later = running.with(running.lifecycle().asDecided().asDecided().asDecided());
    world.jobs().become(JOB, State.SUCCEEDED);
    tickAfterAMinute();
    Status told = world.status(first);

    assertTrue(publisher.publish(StatusFactory.active(later, List.of(), List.of())));

    assertEquals(State.SUCCEEDED, told.state());
    assertEquals(told, world.status(first));
  }

  @Test
  void theLiveGenerationTakesTheDocumentOver() {
    Submission second = world.upload(OBJECT, SpecTexts.spec("job", 3));

    slipway.hear(second);

    Status told = world.status(second);
    assertEquals(second, told.submission());
    assertEquals(State.WAITING, told.state());
    assertEquals(
        List.of(new Earlier(first.generation(), first.id(), State.PENDING, JOB)), told.earlier());
  }

  @Test
  void newsOfAnEarlierGenerationAreToldBesideTheLiveOne() {
    Submission second = world.upload(OBJECT, SpecTexts.spec("job", 3));
    slipway.hear(second);
    world.jobs().become(JOB, State.RUNNING);

    tickAfterAMinute();

    Status told = world.status(second);
    assertEquals(second, told.submission());
    assertEquals(
        List.of(new Earlier(first.generation(), first.id(), State.RUNNING, JOB)), told.earlier());
  }

  @Test
  void anEarlierGenerationThatEndedIsListedNoMore() {
    Submission second = world.upload(OBJECT, SpecTexts.spec("job", 3));
    slipway.hear(second);
    world.jobs().become(JOB, State.SUCCEEDED);

    tickAfterAMinute();

    assertEquals(second, world.status(second).submission());
    assertEquals(List.of(), world.status(second).earlier());
    assertEquals(State.SUCCEEDED, world.ending(first).orElseThrow().status().state());
  }

  @Test
  void oldNewsOfAnEarlierGenerationThatEndedAreNotTold() {
    SubmissionRecord running = record();
    slipway.hear(world.upload(OBJECT, SpecTexts.spec("job", 3)));
    world.jobs().become(JOB, State.SUCCEEDED);
    tickAfterAMinute();

    publisher.publish(StatusFactory.active(running, List.of(), List.of()));

    assertEquals(List.of(), world.status(first).earlier());
  }

  @Test
  void whoIsAboutToTellThatOneWaitsFindsOutThatItHasEnded() {
    Submission second = world.upload(OBJECT, SpecTexts.spec("job", 3));
    slipway
        .calls()
        .before(
            "state write status/",
            () -> {
              world.remove(OBJECT);
              world.start().hearGone(second);
            });

    slipway.hear(second);

    assertEquals(State.WITHDRAWN, world.ending(second).orElseThrow().status().state());
    assertEquals(first, world.status(first).submission());
    assertEquals(List.of(), world.status(first).earlier());
  }

  @Test
  void whoLosesTheRaceReadsAgain() {
    SubmissionRecord running = record();
    SubmissionRecord mine =
        running.with(running.lifecycle().asJob(JOB, State.RUNNING, FakeTime.START));
    SubmissionRecord theirs =
        running.with(mine.lifecycle().asJob(JOB, State.CANCELLING, FakeTime.START));
    Instance other = world.start();
    Status news = StatusFactory.active(theirs, List.of(), List.of());
    slipway
        .calls()
        .before(
            "state write status/",
            () -> new StatusPublisher(other.ports(), other.log()).publish(news));

    assertTrue(publisher.publish(StatusFactory.active(mine, List.of(), List.of())));

    assertEquals(news, world.status(first));
  }

  @Test
  void whoLosesTheRaceTooOftenLeavesItToTheNextTick() {
    for (int i = 0; i < 5; i++) {
      slipway.calls().before("state write status/", this::touch);
    }
    world.jobs().become(JOB, State.SUCCEEDED);

    tickAfterAMinute();
    assertTrue(world.isQueued(first), "the record stays until its end is told");
    assertEquals(1, slipway.log().messages(LogEvent.STATUS_NOT_WRITTEN).size());

    tickAfterAMinute();
    assertFalse(world.isQueued(first));
    assertEquals(State.SUCCEEDED, world.status(first).state());
  }

  /** Writes the document anew as it is. */
  private void touch() {
    String name = "status/specs/" + OBJECT;
    byte[] content = world.stateBucket().read(name, 1 << 20).orElseThrow();
    world.tamper(name, Map.of(), new String(content, StandardCharsets.UTF_8));
  }

  @Test
  void aStatusWhoseWriterDiedIsToldByATick() {
    world.jobs().become(JOB, State.RUNNING);
    world.time().pass(Duration.ofMinutes(6));
    slipway.calls().fail("state find status/");
    slipway.tick();
    assertEquals(State.PENDING, world.status(first).state());

    tickAfterAMinute();

    assertEquals(State.RUNNING, world.status(first).state());
  }

  private SubmissionRecord record() {
    return world.queue().read(first.id()).orElseThrow().value();
  }

  private void tickAfterAMinute() {
    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
  }
}
