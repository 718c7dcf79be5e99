package dev.slipway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.policy.Policy;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pass tells whom, and what becomes of a pass in whose midst something changes. */
final class PassTest {

  private static final Problem TOO_LONG =
      Problem.of(
          ProblemCode.WAITED_TOO_LONG, "", "arrival", FakeTime.START, "most", Duration.ofHours(24));

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void whatWaitedTooLongEndsAlthoughItWasToBeLaunchedWhenAPauseBegan() {
    Submission spec = waitsFor(Duration.ofHours(25));
    slipway.calls().after("state find control/pause", () -> world.requests().pause("reboot"));

    slipway.tick();

    assertEquals(State.TIMED_OUT, world.status(spec).state());
    assertEquals(List.of(TOO_LONG), world.status(spec).problems());
    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void whatDidNotWaitTooLongWaitsOnWhenAPauseBegins() {
    Submission spec = waitsFor(Duration.ofHours(23));
    slipway.calls().after("state find control/pause", () -> world.requests().pause("reboot"));

    slipway.tick();

    assertEquals(State.WAITING, world.status(spec).state());
    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void whatIsSetAsideWithAJobDoesNotTimeOut() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    for (int i = 0; i < Lifecycle.SET_ASIDE_AFTER; i++) {
      world.change(spec, world.progress(spec).failedOnce());
    }
    world.time().pass(Duration.ofHours(25));

    slipway.tick();

    assertEquals(State.PENDING, world.progress(spec).state());
  }

  @Test
  void onATickTheFirstHundredAreToldTheirPlaces() {
    world.occupy(4);
    List<Submission> specs = new ArrayList<>();
    for (int i = 0; i < 103; i++) {
      specs.add(waiting("%03d".formatted(i), 1));
    }
    slipway.tick();
    assertEquals(103, place(specs.get(102)), "each at first");
    world.remove("team/000.json");
    slipway.hearGone(specs.get(0));
    assertEquals(2, place(specs.get(1)), "not on every event");

    tickAfter(Duration.ofMinutes(1));

    assertEquals(
        List.of(1, 99, 100, 102, 103),
        List.of(1, 99, 100, 101, 102).stream().map(i -> place(specs.get(i))).toList());
    assertEquals(
        List.of("103 specs wait on", "102 specs wait on"),
        slipway.log().messages(LogEvent.QUEUE_SEEN));
  }

  @Test
  void whereNobodyCanLookWhoWaitsIsToldSoOnceAndOnTicks() {
    Problem blind = Problem.of(ProblemCode.CANNOT_LOOK, "", "message", "503 from the bucket");
    world.occupy(4);
    Submission before = world.upload("team/before.json", SpecTexts.spec("before", 1));
    slipway.hear(before);
    failVertex();
    Submission after = world.upload("team/after.json", SpecTexts.spec("after", 1));

    slipway.queueUp(after);
    assertEquals(List.of(), world.status(before).warnings());
    assertEquals(List.of(blind), world.status(after).warnings());
    assertEquals(2, place(after));

    tickAfter(Duration.ofMinutes(1));
    assertEquals(List.of(blind), world.status(before).warnings());
    assertEquals(1, place(before));
  }

  /** What can be told of neither the resource nor the queue is all in one line of the log. */
  @Test
  void whoCanNeitherLookNorTellSaysBoth() {
    waiting("job", 1);
    slipway.calls().fail("vertex find");
    slipway.calls().before("vertex find", () -> slipway.calls().fail("state list queue/"));
    // The first of the two lists is the dispatcher's.
    slipway.calls().before("state write leases/", () -> slipway.calls().fail("state list queue/"));

    slipway.tick();

    Log.Entry line =
        slipway.log().entries().stream()
            .filter(entry -> entry.event() == LogEvent.PASS_FAILED)
            .findFirst()
            .orElseThrow();
    assertEquals("the pass is left to the next tick: 503 from the bucket", line.message());
    assertEquals(1, line.cause().orElseThrow().getSuppressed().length);
  }

  @Test
  void anEventServesTheQueueOfItsOwnResourceOnly() {
    world.resources().put(FakeResources.resource("other", ResourceState.RUNNING, 1));
    slipway.takeIn(world.upload("team/other.json", SpecTexts.on("other", "other")));
    world.occupy(4);
    slipway.calls().drain();

    slipway.hear(world.upload("team/job.json", SpecTexts.spec("job", 1)));

    assertEquals(0, slipway.calls().count("vertex find other"));
  }

  @Test
  void aPolicyThatIsGoneStopsTheLaunchesOfAPassThatHasBegun() {
    waiting("first", 1);
    Submission second = waiting("second", 1);
    slipway
        .calls()
        .after("vertex create", () -> world.allow(Policies.Current.unreadable("no such object")));

    slipway.tick();

    assertEquals(1, world.jobs().requests().size());
    assertEquals(State.WAITING, world.progress(second).state());
    assertEquals(0, world.progress(second).failures());
    assertEquals(List.of(), slipway.log().events(Log.Severity.ERROR));
  }

  @Test
  void aPriorityThatIsGrantedNoLongerIsLoweredAtTheLaunchToo() {
    Submission first = urgent("first", 5);
    Submission second = urgent("second", 3);
    slipway.calls().after("vertex create", () -> world.allow(atMost(1)));

    slipway.tick();

    assertEquals(
        List.of(5, 1),
        List.of(first, second).stream()
            .map(spec -> world.queue().read(spec.id()).orElseThrow().value().request().priority())
            .toList());
    assertEquals(State.PENDING, world.progress(second).state());
    assertEquals(
        List.of(second + " waits on with priority 1, by policy"),
        slipway.log().messages(LogEvent.LAUNCH_ABANDONED));
  }

  @Test
  void aSnapshotThatIsTooOldAfterALaunchIsNoReasonToWarn() {
    waiting("first", 1);
    Submission second = waiting("second", 1);
    slipway
        .calls()
        .after("vertex create", () -> world.time().pass(Settings.LOOK_LASTS.plusSeconds(1)));

    slipway.tick();

    assertEquals(State.PENDING, world.progress(second).state(), "by another pass");
    assertEquals(List.of(), slipway.log().messages(LogEvent.PASS_FAILED));
  }

  @Test
  void whatSteppedBackFromItsLaunchIsToldThatItWaitsWithTheWarningsOfItsSpec() {
    world.allow(atMost(1));
    Submission spec = world.upload("team/job.json", SpecTexts.urgent("job", 1, /* priority= */ 5));
    slipway
        .calls()
        .after(
            "state write queue/",
            () -> {
              world.time().pass(Settings.LOOK_LASTS.plusSeconds(1));
              world.requests().pause("reboot");
            });

    slipway.hear(spec);

    assertEquals(State.WAITING, world.status(spec).state());
    assertEquals(
        List.of(ProblemCode.POLICY_PRIORITY_CAPPED),
        world.status(spec).warnings().stream().map(Problem::code).toList());
  }

  private Submission urgent(String name, int priority) {
    Submission spec = world.upload("team/" + name + ".json", SpecTexts.urgent(name, 1, priority));
    slipway.takeIn(spec);
    return spec;
  }

  private static Policies.Current atMost(int priority) {
    return Policies.Current.of(
        Policy.parse("{\"maxPriority\": %d}".formatted(priority).getBytes(UTF_8))
            .policy()
            .orElseThrow());
  }

  /** A spec that waited so long, and would be launched by the next tick. */
  private Submission waitsFor(Duration time) {
    Job other = world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    world.time().pass(time);
    world.jobs().delete(other.name());
    return spec;
  }

  private Submission waiting(String name, int replicas) {
    Submission spec = world.upload("team/" + name + ".json", SpecTexts.spec(name, replicas));
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }

  private int place(Submission spec) {
    return world.status(spec).waiting().orElseThrow().position();
  }

  private void failVertex() {
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                if (call.startsWith("vertex find")) {
                  throw Calls.unavailable();
                }
              }
            });
  }

  private void tickAfter(Duration time) {
    world.time().pass(time);
    slipway.tick();
  }
}
