package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told to come again: only who brings what is not written down yet. */
final class FailuresTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state find done/",
        "specs find team/job.json",
        "specs read team/job.json",
        "state write queue/"
      })
  void beforeTheRecordStandsTheEventMustComeAgain(String call) {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.calls().fail(call);

    assertThrows(RetryLater.class, () -> slipway.hear(spec));

    slipway.hear(spec);
    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void onceTheRecordStandsTheEventIsAcknowledgedWhateverFails() {
    onceTheRecordStands(SpecTexts.spec("job", 1));
  }

  @Test
  void onceTheEndStandsTheEventIsAcknowledgedWhateverFails() {
    onceTheRecordStands("{}");
  }

  /** From the first write of the record on, each call of its way fails once. */
  private static void onceTheRecordStands(String text) {
    AtomicInteger at = new AtomicInteger(1);
    boolean hasFailed = true;
    while (hasFailed) {
      World fresh = new World();
      Instance instance = fresh.start();
      FailAfterTheRecord watcher = new FailAfterTheRecord(at.getAndIncrement());
      instance.calls().watch(watcher);
      Submission spec = fresh.upload("team/job.json", text);
      assertDoesNotThrow(() -> instance.hear(spec), () -> "call " + at.get());
      hasFailed = watcher.calls >= watcher.failing;
    }
  }

  private static final class FailAfterTheRecord implements Calls.Watcher {
    private final int failing;
    private int calls;
    private boolean stands;

    FailAfterTheRecord(int failing) {
      this.failing = failing;
    }

    @Override
    public void before(String call) {
      if (stands && ++calls == failing) {
        throw Calls.unavailable();
      }
    }

    @Override
    public void after(String call) {
      stands |= call.startsWith("state write queue/");
    }
  }

  @Test
  void aTickIsNeverAskedForAgain() {
    slipway.calls().fail("state find control/sweep");
    slipway.calls().fail("state list queue/");

    slipway.tick();

    assertEquals(
        List.of("the sweep is left to the next tick: 503 from the bucket"),
        slipway.log().messages(LogEvent.SWEEP_FAILED));
    assertEquals(
        List.of("the pass is left to the next tick: 503 from the bucket"),
        slipway.log().messages(LogEvent.PASS_FAILED));
    assertEquals(
        List.of(LogEvent.PASS_FAILED, LogEvent.SWEEP_FAILED),
        slipway.log().events(Log.Severity.WARNING));
  }

  @Test
  void whoWaitsIsToldThatLookingTookTooLong() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.takeIn(spec);
    world.time().pass(Duration.ofMinutes(1));
    slipway.calls().watch(slowLists());

    slipway.tick();

    String message = "looking took 25 s, and what was seen is good for 20 s only";
    assertEquals(
        List.of(Problem.of(ProblemCode.CANNOT_LOOK, "", "message", message)),
        world.status(spec).warnings());
    assertEquals(
        message + ": nothing is launched from it",
        slipway.log().messages(LogEvent.PASS_FAILED).get(0));
    assertEquals(List.of(), world.jobs().requests());
  }

  private Calls.Watcher slowLists() {
    return new Calls.Watcher() {
      @Override
      public void after(String call) {
        if (call.startsWith("vertex list")) {
          world.time().pass(Duration.ofSeconds(25));
        }
      }
    };
  }

  @Test
  void whoWaitsIsToldThatNothingCanBeSeen() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.calls().fail("vertex list");

    slipway.queueUp(spec);

    assertEquals(
        List.of(Problem.of(ProblemCode.CANNOT_LOOK, "", "message", "503 from the bucket")),
        world.status(spec).warnings());
    assertEquals(Optional.of(new Status.Waiting(1, List.of())), world.status(spec).waiting());

    slipway.tick();

    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(List.of(), world.status(spec).warnings());
  }

  @Test
  void whoArrivesWhenNothingCanBeSeenWaitsAndIsToldSo() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.calls().fail("vertex list");

    slipway.hear(spec);

    assertEquals(State.WAITING, world.status(spec).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.CANNOT_LOOK, "", "message", "503 from the bucket")),
        world.status(spec).warnings());

    slipway.tick();

    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(List.of(), world.status(spec).warnings());
  }

  @Test
  void whatCannotBeReadIsKeptAndAcknowledged() {
    Signal.UnreadableEvent broken =
        new Signal.UnreadableEvent("event-7", Bytes.of(new byte[] {1, 2}), "no bucket is named");

    slipway.handle(broken);

    assertEquals(List.of("unreadable/event-7"), world.names("unreadable/"));
    assertEquals(List.of(), world.names("status/"));
    assertEquals(
        List.of(
            "event event-7 cannot be read and will not be delivered again: no bucket is named;"
                + " its data is kept under unreadable/ in the state bucket"),
        slipway.log().messages(LogEvent.EVENT_UNREADABLE));
  }

  @Test
  void whatCannotBeKeptEitherMustComeAgain() {
    Signal.UnreadableEvent broken =
        new Signal.UnreadableEvent("event-7", Bytes.of(new byte[0]), "no bucket is named");
    slipway.calls().fail("state write unreadable/");

    assertThrows(RetryLater.class, () -> slipway.handle(broken));
  }

  @Test
  void whatIsNotForUsIsAcknowledgedWithoutACall() {
    slipway.handle(new Signal.Ignored("an object that is no spec"));

    assertEquals(List.of(), slipway.calls().drain());
    assertEquals(
        List.of("ignored: an object that is no spec"),
        slipway.log().messages(LogEvent.EVENT_IGNORED));
  }
}
