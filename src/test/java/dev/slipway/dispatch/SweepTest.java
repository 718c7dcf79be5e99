package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no event told is found all the same. */
final class SweepTest {

  private static final String OBJECT = "team/job.json";

  private final World world = new World();
  private final Instance slipway = world.start();

  @BeforeEach
  void sweptOnce() {
    slipway.tick();
    world.time().pass(Duration.ofMinutes(1));
    slipway.calls().drain();
  }

  @Test
  void aSpecWhoseEventGotLostIsTakenIn() {
    Submission spec = upload(OBJECT);

    ticks(7);

    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(1, world.jobs().all().size());
    assertEquals(
        List.of(spec + " was found by the sweep: no status tells of it"),
        slipway.log().messages(LogEvent.SPEC_SWEPT));
  }

  @Test
  void aSpecThatIsToldOfIsPassedOver() {
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    ticks(3);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);

    ticks(20);

    assertEquals(List.of(), slipway.log().messages(LogEvent.SPEC_SWEPT));
    assertEquals(List.of(), slipway.log().messages(LogEvent.SPEC_KNOWN));
  }

  @Test
  void aNewGenerationIsFoundAlthoughItsNameIsToldOf() {
    Submission old = upload(OBJECT);
    slipway.hear(old);
    Submission live = upload(OBJECT);

    ticks(7);

    assertEquals(live, world.status(live).submission());
    assertEquals(State.PENDING, world.status(live).state());
  }

  @Test
  void whatWasUploadedBeforeSlipwayCameIsLeftAlone() {
    World old = new World();
    Submission before = old.upload(OBJECT, SpecTexts.spec("job", 1));
    old.time().pass(Duration.ofMinutes(1));
    Instance first = old.start();
    for (int i = 0; i < 20; i++) {
      old.time().pass(Duration.ofMinutes(1));
      first.tick();
    }

    assertEquals(List.of(), first.log().messages(LogEvent.SPEC_SWEPT));
    assertEquals(List.of(), old.names("status/"));
    assertEquals(List.of("control/since", "control/sweep"), old.names("control/"));
    assertThrows(java.util.NoSuchElementException.class, () -> old.status(before));
  }

  @Test
  void anOperatorMaySayFromWhenOnSpecsAreSwept() {
    World old = new World();
    Submission before = old.upload("a.json", SpecTexts.spec("job", 1));
    old.time().pass(Duration.ofMinutes(1));
    old.tamper("control/since", Map.of(), FakeTime.START.plusSeconds(30) + "\n");
    Submission after = old.upload("b.json", SpecTexts.spec("job", 1));
    old.time().pass(Duration.ofMinutes(3));

    old.start().tick();

    assertEquals(State.PENDING, old.status(after).state());
    assertThrows(java.util.NoSuchElementException.class, () -> old.status(before));
  }

  @Test
  void aTimeThatCannotBeReadStopsTheSweepAndNothingElse() {
    world.tamper("control/since", Map.of(), "yesterday");
    Submission waiting = upload("waiting.json");
    slipway.takeIn(waiting);
    upload(OBJECT);

    ticks(10);

    assertEquals(State.PENDING, world.status(waiting).state());
    assertEquals(
        "the sweep is left to the next tick: gs://state/control/since is \"yesterday\", so that"
            + " nothing is swept for; write a time into it, such as 2026-11-21T12:00:00Z",
        slipway.log().messages(LogEvent.SWEEP_FAILED).get(0));
    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void whatIsOlderThanTheHorizonIsLeftAlone() {
    upload(OBJECT);
    world.time().pass(Duration.ofDays(7));

    ticks(7);

    assertEquals(List.of(), world.names("status/"));
  }

  @Test
  void aSweepCostsAFewListsAndBetweenSweepsATickCostsNothingMore() {
    upload(OBJECT);
    world.time().pass(Duration.ofDays(8));

    slipway.tick();
    assertEquals(
        List.of(
            "state list queue/",
            "state find control/sweep",
            "state find control/since",
            "state list queue/",
            "specs page ",
            "state page status/specs/",
            "state write control/sweep",
            "vertex list alive"),
        slipway.calls().drain());

    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();
    assertEquals(List.of("state list queue/"), slipway.calls().drain());
  }

  @Test
  void twoProcessesDoNotSweepAfterEachOther() {
    world.time().pass(Duration.ofMinutes(10));
    slipway.tick();
    Instance other = world.start();

    other.tick();

    assertEquals(List.of("state list queue/", "state find control/sweep"), other.calls().drain());
  }

  @Test
  void aHugeBucketIsSweptInParts() {
    List<Submission> specs = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      specs.add(world.upload("team/%04d.json".formatted(i), "{}"));
    }

    ticks(5);
    assertEquals(100, world.names("status/").size());
    ticks(1);
    assertEquals(200, world.names("status/").size());
    ticks(1);

    assertEquals(250, world.names("status/").size());
    specs.forEach(spec -> assertEquals(State.REJECTED, world.status(spec).state()));
  }

  @Test
  void oneThatWaitsAlthoughItsSpecIsGoneIsWithdrawn() {
    world.occupy(4);
    Submission spec = upload(OBJECT);
    Submission stays = upload("team/stays.json");
    slipway.hear(spec);
    slipway.hear(stays);
    world.remove(OBJECT);

    ticks(6);

    assertEquals(State.WITHDRAWN, world.status(spec).state());
    assertEquals(State.WAITING, world.status(stays).state());
  }

  @Test
  void aBadSpecAmongThoseFoundStopsNeitherTheOthersNorTheTick() {
    world.schema().breakOn("broken");
    Submission broken = world.upload("a.json", SpecTexts.spec("broken", 1));
    Submission good = upload("b.json");

    ticks(7);

    assertEquals(State.PENDING, world.status(good).state());
    assertEquals(State.REJECTED, world.status(broken).state());
  }

  private Submission upload(String object) {
    return world.upload(object, SpecTexts.spec("job", 1));
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
  }
}
