package dev.slipway.simulation;

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
   * @param happenings turns and events
   * @param sights what was seen, how often
   * @param jobs how many jobs we created
   */
  record SeedResult(
      long seed,
      Optional<String> violation,
      int settledAfter,
      long happenings,
      Map<Sight, Integer> sights,
      int jobs,
      Scenario scenario,
      List<String> history,
      long fingerprint) {}

  static SeedResult run(long seed, Optional<Protection> without) {
    World world = new World(seed, without);
    int settledAfter = 0;
    try {
      world.operator().plan();
      world.people().plan();
      world.cloud().plan();
      world.mail().strike();
      world.stage().run(world.scenario().minutes() * Dice.MINUTE);
      settledAfter = settle(world);
    } catch (Violated | Died e) {
      // The chronicle knows.
    } finally {
      world.stage().close();
    }
    return outcome(seed, world, settledAfter);
  }

  private static int settle(World world) {
    if (world.stage().isOver()) {
      return 0;
    }
    world.faults().stop();
    world.cloud().calm();
    world.people().resume();
    world.operator().calm();
    world.chronicle().note("all", "nothing goes wrong any more");
    Settled settled = new Settled(world);
    for (int tick = 1; tick <= TICKS_TO_SETTLE; tick++) {
      world.stage().run(world.stage().now() + Dice.MINUTE);
      if (world.stage().isOver() || settled.open().isEmpty()) {
        return tick;
      }
    }
    throw world
        .chronicle()
        .violated("NOT SETTLED: after " + TICKS_TO_SETTLE + " ticks " + settled.open());
  }

  private static SeedResult outcome(long seed, World world, int settledAfter) {
    int jobs = 0;
    for (VertexJob job : world.vertex().jobs()) {
      jobs += job.isOurs() ? 1 : 0;
    }
    return new SeedResult(
        seed,
        world.chronicle().violation(),
        settledAfter,
        world.stage().happenings(),
        world.chronicle().sights(),
        jobs,
        world.scenario(),
        world.chronicle().lines(),
        world.chronicle().fingerprint());
  }
}
