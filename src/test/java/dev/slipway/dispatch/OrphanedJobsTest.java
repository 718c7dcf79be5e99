package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.LogEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs whose submissions have no record any more. Found by the simulation. */
final class OrphanedJobsTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private final Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));

  @Test
  void aSurplusJobIsCancelledAlthoughNothingIsQueued() {
    ended();
    Job surplus = world.stray(spec, "of a launch long ago");

    nextSweep();

    assertEquals(List.of(surplus.name()), world.jobs().cancelled());
    assertEquals(
        List.of(surplus.name() + " is not the job that " + spec + " names, and was cancelled"),
        slipway.log().messages(LogEvent.JOB_SURPLUS));
  }

  @Test
  void aJobOfASubmissionThatNobodyKnowsIsLeftAlone() {
    ended();
    world.stray(Submission.published("of another installation"), "x");

    nextSweep();

    assertEquals(List.of(), world.jobs().cancelled());
  }

  @Test
  void theJobOfARecordIsLeftToThePass() {
    slipway.hear(spec);

    nextSweep();

    assertEquals(List.of(), world.jobs().cancelled());
    assertEquals(List.of(), slipway.log().messages(LogEvent.JOB_UNCLAIMED));
  }

  private void ended() {
    slipway.hear(spec);
    world.jobs().become(world.jobs().all().get(0).name(), State.SUCCEEDED);
    slipway.tick();
    assertEquals(State.SUCCEEDED, world.status(spec).state());
  }

  private void nextSweep() {
    world.time().pass(Sweep.BETWEEN.plus(Duration.ofMinutes(1)));
    slipway.tick();
  }
}
