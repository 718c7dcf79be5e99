package dev.slipway.simulation;

import dev.slipway.simulation.mutation.Protection;
import dev.slipway.simulation.time.InvariantViolated;
import dev.slipway.simulation.time.ProcessKilled;
import dev.slipway.simulation.time.SeededRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One seed, from its first event to its last record. */
final class Simulation {

  /** How many ticks after the last fault everything must be settled. */
  static final int TICKS_TO_SETTLE = 150;

  private Simulation() {}

  /**
   * What came of a seed.
   *
   * @param violation what did not hold; empty when everything did
   * @param settledAfter how many ticks after the last fault everything was settled
   * @param steps turns and events
   * @param coverage what was seen, how often
   * @param jobs how many jobs we created
   */
  record SeedResult(
      long seed,
      Optional<String> violation,
      int settledAfter,
      long steps,
      Map<CoveragePoint, Integer> coverage,
      int jobs,
      Scenario scenario,
      List<String> history,
      long fingerprint) {}

  static SeedResult run(long seed, Optional<Protection> without) {
    SimulationContext context = new SimulationContext(seed, without);
    int settledAfter = 0;
    try {
      context.policyChanges().plan();
      context.users().plan();
      context.vertexActivity().plan();
      context.delivery().strike();
      context.scheduler().run(context.scenario().minutes() * SeededRandom.MINUTE);
      settledAfter = settle(context);
    } catch (InvariantViolated | ProcessKilled e) {
      // The trace has it.
    } finally {
      context.scheduler().close();
    }
    return outcome(seed, context, settledAfter);
  }

  private static int settle(SimulationContext context) {
    if (context.scheduler().isOver()) {
      return 0;
    }
    context.faults().stop();
    context.vertexActivity().calm();
    context.users().resume();
    context.policyChanges().calm();
    context.trace().record("all", "nothing goes wrong any more");
    FinalStateRules settled = new FinalStateRules(context);
    for (int tick = 1; tick <= TICKS_TO_SETTLE; tick++) {
      context.scheduler().run(context.scheduler().now() + SeededRandom.MINUTE);
      if (context.scheduler().isOver() || settled.open().isEmpty()) {
        return tick;
      }
    }
    throw context
        .trace()
        .violated("NOT SETTLED: after " + TICKS_TO_SETTLE + " ticks " + settled.open());
  }

  private static SeedResult outcome(long seed, SimulationContext context, int settledAfter) {
    int jobs = 0;
    for (VertexJob job : context.vertex().jobs()) {
      jobs += job.isOurs() ? 1 : 0;
    }
    return new SeedResult(
        seed,
        context.trace().violation(),
        settledAfter,
        context.scheduler().steps(),
        context.trace().coverage(),
        jobs,
        context.scenario(),
        context.trace().lines(),
        context.trace().fingerprint());
  }
}
