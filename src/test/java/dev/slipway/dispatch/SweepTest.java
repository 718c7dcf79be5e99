package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
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

  @Test
  void whatIsFoundBehindAThousandOthersIsTakenInToo() {
    for (int i = 0; i < 1001; i++) {
      world.upload("team/old-%04d.json".formatted(i), "{}");
    }
    world.time().pass(Duration.ofDays(8));
    Submission spec = upload("team/young.json");
    Submission waits = world.upload("team/z.json", SpecTexts.spec("waits", 4));
    world.occupy(3);
    slipway.hear(waits);
    world.time().pass(Duration.ofMinutes(3));
    slipway.calls().drain();

    slipway.tick();

    assertEquals(State.PENDING, world.status(spec).state());
    assertEquals(State.WAITING, world.status(waits).state());
    assertEquals(0, slipway.calls().count("specs find team/z.json"), "its page shows it");
    assertEquals(2, slipway.calls().count("specs page"));
    assertEquals(2, world.names("status/").size());
  }

  @Test
  void aSweepEndsAfterTenSecondsAndTheNextTickGoesOnFromThere() {
    for (int i = 0; i < 5; i++) {
      world.upload("team/%d.json".formatted(i), "{}");
    }
    world.time().pass(Duration.ofMinutes(9));
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                if (call.startsWith("specs read")) {
                  world.time().pass(Duration.ofSeconds(5));
                }
              }
            });

    slipway.tick();
    assertEquals(2, world.names("status/").size(), "of five seconds each");
    assertEquals("team/2.json", world.control().sweep().orElseThrow().value().from());

    slipway.tick();
    slipway.tick();
    assertEquals(5, world.names("status/").size());
    assertEquals("", world.control().sweep().orElseThrow().value().from());
  }

  @Test
  void whatHasARecordIsNotFoundAlthoughItsStatusIsGone() {
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    world.time().pass(Duration.ofMinutes(10));
    world
        .stateBucket()
        .delete(
            "status/specs/" + OBJECT,
            world.stateBucket().find("status/specs/" + OBJECT).orElseThrow().generation());

    slipway.tick();

    assertEquals(State.PENDING, world.status(spec).state(), "it is written anew");
    assertEquals(List.of(), slipway.log().messages(LogEvent.SPEC_SWEPT));
  }

  @Test
  void statusesOfMessagesAreWrittenAnewBehindAThousandOthersToo() {
    List<Submission> messages = new ArrayList<>();
    for (String key : List.of("a", "z")) {
      slipway.hear(key, SpecTexts.spec(key, 1), world.time().now());
      messages.add(Submission.published(key));
    }
    for (int i = 0; i < 1001; i++) {
      world.tamper("status/_pubsub/k%04d".formatted(i), Map.of(), "{}");
    }
    world.time().pass(Duration.ofMinutes(10));
    messages.forEach(each -> world.change(each, world.progress(each).asDecided()));
    world.time().pass(Duration.ofMinutes(10));
    slipway.calls().drain();

    slipway.tick();

    for (Submission each : messages) {
      assertEquals(world.progress(each).revision(), world.status(each).revision());
    }
    assertEquals(2, slipway.calls().count("state page status/_pubsub/"), "a page for each");
    assertEquals(2, slipway.calls().count("state find status/_pubsub/"), "nothing else is read");
  }

  @Test
  void statusesThatAreBehindTheirRecordsAreWrittenAnewOfMessagesToo() {
    Submission message = Submission.published("key");
    slipway.hear("key", SpecTexts.spec("job", 1), world.time().now());
    Submission spec = upload(OBJECT);
    slipway.hear(spec);
    world.time().pass(Duration.ofMinutes(10));
    for (Submission each : List.of(message, spec)) {
      world.change(each, world.progress(each).asDecided());
    }
    world.time().pass(Duration.ofMinutes(10));

    slipway.tick();

    for (Submission each : List.of(message, spec)) {
      assertEquals(world.progress(each).revision(), world.status(each).revision());
    }
  }
}
