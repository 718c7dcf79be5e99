package dev.slipway.simulation;

import dev.slipway.simulation.time.SeededRandom;

/** What goes wrong, while things may go wrong. */
final class Faults {

  /** What becomes of one call. */
  enum CallFault {
    NONE,
    FAILS,
    LOSES_ITS_ANSWER,
    DIES_BEFORE,
    DIES_AFTER,
    STALLS_BEFORE,
    STALLS_AFTER
  }

  private final Scenario scenario;
  private final SeededRandom random;
  private boolean areOver;

  Faults(Scenario scenario, SeededRandom random) {
    this.scenario = scenario;
    this.random = random;
  }

  /** From now on nothing goes wrong any more. */
  void stop() {
    areOver = true;
  }

  /** Whether nothing goes wrong any more. */
  boolean areOver() {
    return areOver;
  }

  /** What becomes of the next call; calls that matter most fare worst. */
  CallFault next(double weight) {
    if (areOver) {
      return CallFault.NONE;
    }
    if (random.chance(scenario.failing() * weight)) {
      return CallFault.FAILS;
    }
    if (random.chance(scenario.losing() * weight)) {
      return CallFault.LOSES_ITS_ANSWER;
    }
    if (random.chance(scenario.dying() * weight)) {
      return random.chance(0.5) ? CallFault.DIES_BEFORE : CallFault.DIES_AFTER;
    }
    if (random.chance(scenario.stalling() * weight)) {
      return random.chance(0.5) ? CallFault.STALLS_BEFORE : CallFault.STALLS_AFTER;
    }
    return CallFault.NONE;
  }

  /** Whether something bad of that probability happens. */
  boolean chance(double probability) {
    return !areOver && random.chance(probability);
  }

  /** How long a process freezes: past the look, the lease or the grace. */
  long stall() {
    return random.chance(0.3)
        ? random.between(20 * SeededRandom.SECOND, 70 * SeededRandom.SECOND)
        : random.between(70 * SeededRandom.SECOND, 400 * SeededRandom.SECOND);
  }
}
