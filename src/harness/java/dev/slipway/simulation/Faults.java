package dev.slipway.simulation;

/** What goes wrong, while things may go wrong. */
final class Faults {

  /** What becomes of one call. */
  enum Fault {
    NONE,
    FAILS,
    LOSES_ITS_ANSWER,
    DIES_BEFORE,
    DIES_AFTER,
    STALLS_BEFORE,
    STALLS_AFTER
  }

  private final Scenario scenario;
  private final Dice dice;
  private boolean areOver;

  Faults(Scenario scenario, Dice dice) {
    this.scenario = scenario;
    this.dice = dice;
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
  Fault next(double weight) {
    if (areOver) {
      return Fault.NONE;
    }
    if (dice.chance(scenario.failing() * weight)) {
      return Fault.FAILS;
    }
    if (dice.chance(scenario.losing() * weight)) {
      return Fault.LOSES_ITS_ANSWER;
    }
    if (dice.chance(scenario.dying() * weight)) {
      return dice.chance(0.5) ? Fault.DIES_BEFORE : Fault.DIES_AFTER;
    }
    if (dice.chance(scenario.stalling() * weight)) {
      return dice.chance(0.5) ? Fault.STALLS_BEFORE : Fault.STALLS_AFTER;
    }
    return Fault.NONE;
  }

  /** Whether something bad of that probability happens. */
  boolean chance(double probability) {
    return !areOver && dice.chance(probability);
  }

  /** How long a process freezes: past the look, the lease or the grace. */
  long stall() {
    return dice.chance(0.3)
        ? dice.between(20 * Dice.SECOND, 70 * Dice.SECOND)
        : dice.between(70 * Dice.SECOND, 400 * Dice.SECOND);
  }
}
