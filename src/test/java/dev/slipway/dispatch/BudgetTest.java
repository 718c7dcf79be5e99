package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What happens when the time of one invocation does not suffice. */
final class BudgetTest {

  private static final String REASON = "maintenance";

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void aPassThatRunsOutOfTimeLeavesTheRestToTheNext() {
    world.requests().pause(REASON);
    Submission first = waiting(World.RESOURCE, "first");
    Submission second = waiting(World.RESOURCE, "second");
    slipway.calls().after("state write status/", () -> world.time().pass(Settings.BUDGET));

    slipway.tick();
    assertEquals(Optional.of(paused(1)), world.status(first).waiting());
    assertEquals(Optional.of(new Status.Waiting(0, List.of())), world.status(second).waiting());

    slipway.tick();
    assertEquals(Optional.of(paused(2)), world.status(second).waiting());
  }

  @Test
  void whenTimeSufficesForOneResourceOnlyEachHasItsTurn() {
    world.requests().pause(REASON);
    Set<String> served = new TreeSet<>();
    for (String resource : List.of("a", "b", "c")) {
      world.resources().put(FakeResources.resource(resource, ResourceState.RUNNING, 4));
      waiting(resource, "job-" + resource);
    }
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void after(String call) {
                if (call.startsWith("vertex find ")) {
                  served.add(call.substring("vertex find ".length()));
                  world.time().pass(Settings.BUDGET);
                }
              }
            });

    for (int i = 0; i < 12; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }

    assertEquals(Set.of("a", "b", "c"), served);
  }

  private Status.Waiting paused(int position) {
    Control.Pause pause = world.control().pause().orElseThrow();
    return new Status.Waiting(
        position,
        List.of(Problem.of(ProblemCode.PAUSED, "", "since", pause.since(), "reason", REASON)));
  }

  private Submission waiting(String resource, String name) {
    Submission spec = world.upload("team/" + name + ".json", SpecTexts.on(resource, name));
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }
}
