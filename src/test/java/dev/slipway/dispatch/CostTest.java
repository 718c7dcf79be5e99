package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.pool.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What things cost, call by call. */
final class CostTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void anIdleTickIsOneCall() {
    slipway.tick();
    world.time().pass(Duration.ofMinutes(1));
    slipway.calls().drain();

    slipway.tick();

    assertEquals(List.of("state list queue/"), slipway.calls().drain());
  }

  @Test
  void anEventThatComesAgainIsNoCall() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Submission bad = world.upload("team/bad.json", "{}");
    slipway.hear(spec);
    slipway.hear(bad);
    slipway.calls().drain();

    slipway.hear(spec);
    slipway.hear(bad);

    assertEquals(List.of(), slipway.calls().drain());
    assertEquals(
        List.of(
            spec + " was taken in before; its event is acknowledged",
            bad + " was taken in before; its event is acknowledged"),
        slipway.log().messages(LogEvent.SPEC_KNOWN));
  }

  @Test
  void aLateEventOfWhatHasEndedIsOneCallAtAnotherProcess() {
    Submission bad = world.upload("team/bad.json", "{}");
    slipway.hear(bad);

    Instance other = world.start();
    other.hear(bad, tenSecondsAgo());

    assertEquals(List.of("state find done/" + bad.id()), other.calls().drain());
    assertEquals(
        List.of(bad + " has ended before; its event is acknowledged"),
        other.log().messages(LogEvent.SPEC_KNOWN));
  }

  @Test
  void aLateEventOfWhatIsLaunchedIsTwoCallsAtAnotherProcess() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);

    Instance other = world.start();
    other.hear(spec, tenSecondsAgo());

    assertEquals(
        List.of("state find done/" + spec.id(), "state find queue/" + spec.id()),
        other.calls().drain());
    assertEquals(
        List.of(spec + " is PENDING already; its event is acknowledged"),
        other.log().messages(LogEvent.SPEC_KNOWN));
  }

  @Test
  void aLateEventOfWhatStillWaitsIsTheNextTryToLaunchIt() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.takeIn(spec);

    world.start().hear(spec, tenSecondsAgo());

    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void aLateEventThatNobodyHasHeardIsTakenInLikeAnyOther() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));

    slipway.hear(spec, tenSecondsAgo());

    assertEquals(1, world.jobs().all().size());
  }

  @Test
  void aLateEventOfARecordThatCannotBeReadIsAcknowledged() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    world.tamper("queue/" + spec.id(), Map.of("schemaVersion", "2"), "from tomorrow");

    slipway.hear(spec, tenSecondsAgo());

    assertEquals(List.of(), world.jobs().all());
  }

  private Instant tenSecondsAgo() {
    return world.time().now().minus(DuplicateCheck.LATE).minusMillis(1);
  }

  @Test
  void theWayFromEventToJobIsThis() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));

    slipway.hear(spec);

    assertEquals(
        """
        vertex find training
        vertex list alive
        state list queue/
        state find control/pause
        specs find team/job.json
        specs read team/job.json
        state find done/ID
        state write queue/ID
        state find done/ID
        state find control/cancel/ID
        state list queue/
        specs find team/job.json
        vertex create
        state write queue/ID
        state find status/specs/team/job.json
        state write status/specs/team/job.json
        """,
        calls(spec));
  }

  @Test
  void fromEventToJobAreFourAnswersThatDependOnEachOther() {
    assertEquals(4, answersToCreate(world.upload("team/job.json", SpecTexts.spec("job", 1))));
  }

  @Test
  void theyAreFourAlsoWhenAThousandOthersWait() {
    for (int i = 0; i < 1000; i++) {
      slipway.takeIn(world.upload("team/other" + i, SpecTexts.on("elsewhere", "other")));
    }

    assertEquals(4, answersToCreate(world.upload("team/job.json", SpecTexts.spec("job", 1))));
  }

  @Test
  void aResourceThatTheLatestSpecDidNotAskForIsOneAnswerMore() {
    world.resources().put(FakeResources.resource("other", ResourceState.RUNNING, 4));

    assertEquals(5, answersToCreate(world.upload("team/1.json", SpecTexts.on("other", "job"))));
    assertEquals(4, answersToCreate(world.upload("team/2.json", SpecTexts.on("other", "job"))));
  }

  private int answersToCreate(Submission spec) {
    int[] answers = {0};
    int before = slipway.calls().answers();
    slipway.calls().after("vertex create", () -> answers[0] = slipway.calls().answers() - before);
    slipway.hear(spec);
    return answers[0];
  }

  @Test
  void theLongWayFromEventToJobIsThis() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));

    slipway.queueUp(spec);

    assertEquals(
        """
        specs find team/job.json
        specs read team/job.json
        state find done/ID
        state write queue/ID
        state find done/ID
        state find status/specs/team/job.json
        state write status/specs/team/job.json
        state list queue/
        state find leases/training
        state write leases/training
        state list control/cancel/
        vertex find training
        vertex list alive
        state list queue/
        state find control/pause
        state find control/pause
        specs find team/job.json
        state read queue/ID
        state write queue/ID
        state find done/ID
        state find control/cancel/ID
        state list queue/
        vertex create
        state write queue/ID
        state find status/specs/team/job.json
        state read status/specs/team/job.json
        state write status/specs/team/job.json
        state list queue/
        state write leases/training
        state list queue/
        """,
        calls(spec));
  }

  @Test
  void aTickThatFollowsOneJobIsThis() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    slipway.hear(spec);
    world.time().pass(Duration.ofMinutes(10));
    world.jobs().become(world.jobs().all().get(0).name(), State.RUNNING);
    slipway.tick();
    world.time().pass(Duration.ofMinutes(10));
    slipway.tick();
    world.time().pass(Duration.ofMinutes(1));
    slipway.calls().drain();

    slipway.tick();

    assertEquals(
        """
        state list queue/
        state find leases/training
        state write leases/training
        state list control/cancel/
        vertex find training
        vertex list alive
        state list queue/
        state list queue/
        state write leases/training
        state list queue/
        """,
        calls(spec));
  }

  private String calls(Submission spec) {
    return slipway.calls().drain().stream()
        .map(call -> call.replace(spec.id(), "ID") + "\n")
        .collect(Collectors.joining());
  }
}
