package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.pool.JobState;
import java.time.Duration;
import java.util.List;
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
  void anEventOfASubmissionThatHasEndedIsOneCall() {
    Submission spec = world.upload("team/job.json", "{}");
    slipway.hear(spec);
    slipway.calls().drain();

    slipway.hear(spec);

    assertEquals(List.of("state find done/" + spec.id()), slipway.calls().drain());
    assertEquals(
        List.of(spec + " has ended before; its event is acknowledged"),
        slipway.log().messages(LogEvent.SPEC_KNOWN));
  }

  @Test
  void theWayFromEventToJobIsThis() {
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));

    slipway.hear(spec);

    assertEquals(
        """
        state find done/ID
        specs find team/job.json
        specs read team/job.json
        state write queue/ID
        state find status/specs/team/job.json
        state write status/specs/team/job.json
        state list queue/
        state find leases/training
        state write leases/training
        vertex find training
        vertex list alive
        state list queue/
        state find control/pause
        state find control/pause
        specs find team/job.json
        state read queue/ID
        state write queue/ID
        state find done/ID
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
    world.jobs().become(world.jobs().all().get(0).name(), JobState.RUNNING);
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
        vertex find training
        vertex list alive
        state list queue/
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
