package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Lifecycle.Attempt;
import dev.slipway.dispatch.model.Lifecycle.Backoff;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One bad record never stops a pass. */
final class RecordIsolationTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aBugStaysWithTheRecordItStrikes() {
    Submission struck = waiting("struck", 1);
    Submission other = waiting("other", 1);
    world.schema().breakOn("struck");

    slipway.tick();

    assertEquals(1, world.progress(struck).failures());
    assertEquals(State.WAITING, world.progress(struck).state());
    assertEquals(State.PENDING, world.status(other).state());
    assertEquals(
        List.of("a bug struck " + struck + "; please report it with this log entry"),
        slipway.log().messages(LogEvent.RECORD_FAILED));
    assertEquals(List.of(LogEvent.RECORD_FAILED), slipway.log().events(Log.Severity.ERROR));
  }

  @Test
  void afterFiveFailuresARecordIsSetAsideAndShown() {
    Submission struck = waiting("struck", 3);
    world.schema().breakOn("struck");

    ticks(8);

    assertEquals(5, world.progress(struck).failures());
    assertEquals(5, slipway.log().messages(LogEvent.RECORD_FAILED).size());
    assertEquals(
        List.of(Problem.of(ProblemCode.RECORD_SET_ASIDE, "", "times", 5)),
        world.status(struck).warnings());
  }

  @Test
  void whatIsSetAsideReservesNothing() {
    Submission struck = waiting("struck", 3);
    world.schema().breakOn("struck");
    Submission other = waiting("other", 3);
    slipway.tick();
    assertEquals(State.WAITING, world.status(other).state(), "the first is still ahead of it");

    ticks(5);

    assertEquals(State.PENDING, world.status(other).state());
    assertTrue(world.progress(struck).isSetAside());
  }

  @Test
  void aRecordOfANewerVersionIsLeftAlone() {
    Submission newer = Submission.published("newer");
    world.tamper("queue/" + newer.id(), Map.of("schemaVersion", "2"), "?");
    Submission other = waiting("other", 4);

    slipway.tick();

    assertEquals(State.PENDING, world.status(other).state());
    assertEquals(1, slipway.log().messages(LogEvent.RECORD_UNREADABLE).size());
    assertEquals(
        List.of(), slipway.calls().drain().stream().filter(c -> c.contains(newer.id())).toList());
  }

  @Test
  void aRecordWithoutHistoryDoesNotStopThePass() {
    Submission odd = waiting("odd", 1);
    slipway.tick();
    Lifecycle launched = world.progress(odd);
    world.jobs().become(launched.job(), State.SUCCEEDED);
    world.change(odd, odd(launched, launched.attempt().placement(), List.of()));
    Submission other = waiting("other", 1);

    slipway.tick();

    assertEquals(State.PENDING, world.status(other).state());
  }

  @Test
  void aPlacementOfTheWrongLengthDoesNotStopThePass() {
    Submission odd = waiting("odd", 1);
    world.jobs().answer(FakeJobs.CALL_LOST);
    slipway.tick();
    Lifecycle launched = world.progress(odd);
    List<String> pools = List.of("pool-0", "pool-0");
    world.change(odd, odd(launched, pools, launched.history()));
    Submission other = waiting("other", 1);

    slipway.tick();

    assertEquals(State.PENDING, world.status(other).state());
  }

  @Test
  void oneResourceThatCannotBeReadDoesNotStopTheOthers() {
    Submission first = world.upload("team/first.json", SpecTexts.on("a-first", "first"));
    slipway.takeIn(first);
    Submission other = waiting("other", 1);
    slipway.calls().fail("vertex find a-first");

    slipway.tick();

    assertEquals(State.PENDING, world.status(other).state());
    assertEquals(
        List.of("the pass is left to the next tick: 503 from the bucket"),
        slipway.log().messages(LogEvent.PASS_FAILED));
  }

  private static Lifecycle odd(Lifecycle old, List<String> placement, List<Transition> history) {
    return new Lifecycle(
        old.state(),
        old.revision() + 1,
        true,
        new Attempt(old.attempt().count(), old.attempt().id(), old.attempt().grace(), placement),
        old.job(),
        Backoff.NONE,
        0,
        Wish.NONE,
        history);
  }

  /** Submissions wait in the order in which they are made. */
  private Submission waiting(String name, int replicas) {
    Submission spec = world.upload("team/" + name + ".json", SpecTexts.spec(name, replicas));
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
  }
}
