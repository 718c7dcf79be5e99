package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Our clock may be fast: Vertex AI then says that a job was created before we marked it. */
final class FastClockTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aJobThatEndsIsSeenAtOnceAlthoughItsMarkIsMinutesLaterThanItsCreation() {
    world.time().jump(Duration.ofMinutes(9));
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 3));
    slipway.hear(spec);
    world.jobs().become(world.status(spec).job(), State.SUCCEEDED);

    world.time().pass(Duration.ofMinutes(1));
    slipway.tick();

    assertEquals(State.SUCCEEDED, world.status(spec).state());
  }
}
