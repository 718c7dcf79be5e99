package dev.slipway.simulation;

import dev.slipway.dispatch.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What kind of simulation a seed is, drawn before it begins, so that seeds differ in kind and not
 * only in luck.
 *
 * @param machines how many processes there are, each of which handles one event at a time
 * @param specs how many specs are uploaded or published
 * @param shapes how many machine shapes the persistent resource has
 * @param capacities replicas of each resource pool, a pool or two for each shape
 * @param minutes how long things go wrong, in minutes
 * @param settings of all processes
 * @param failing probability that a call fails before its effect
 * @param losing probability that its answer is lost
 * @param dying probability that the process dies at a call
 * @param stalling probability that the process freezes at a call, for longer than the lease
 * @param listLag how long a job may be missing from lists, in microseconds
 * @param skew how much clocks differ, in microseconds
 * @param trouble how often people, foreign jobs and the resource interfere, 0 to 1
 * @param losingLeases probability that somebody deletes a lease that was just taken
 * @param burst how many writes of one object in a row go through
 * @param many from how many known records on a process asks for the others alone
 */
record Scenario(
    int machines,
    int specs,
    int shapes,
    List<Integer> capacities,
    int minutes,
    Settings settings,
    double failing,
    double losing,
    double dying,
    double stalling,
    long listLag,
    long skew,
    double trouble,
    double losingLeases,
    int burst,
    int many) {

  static final String RESOURCE = "training";
  static final Duration GRACE = Duration.ofMinutes(2);

  Scenario {
    capacities = List.copyOf(capacities);
  }

  static Scenario draw(Dice dice) {
    int shapes = dice.chance(0.4) ? 2 : 1;
    int pools = dice.chance(0.2) ? shapes + 1 : shapes;
    List<Integer> capacities = IntStream.range(0, pools).mapToObj(i -> dice.number(1, 6)).toList();
    return new Scenario(
        dice.pick(List.of(1, 2, 3, 4, 4)),
        dice.number(1, dice.chance(0.5) ? 5 : 12),
        shapes,
        capacities,
        dice.number(4, 12),
        settings(dice),
        dice.pick(List.of(0.0, 0.005, 0.02)),
        dice.pick(List.of(0.0, 0.005, 0.02)),
        dice.pick(List.of(0.0, 0.005, 0.02)),
        dice.pick(List.of(0.0, 0.0, 0.004, 0.01)),
        dice.pick(List.of(0L, 5L, 40L)) * Dice.SECOND,
        dice.pick(List.of(0L, 1L, 3L)) * Dice.SECOND,
        dice.pick(List.of(0.0, 0.3, 1.0)),
        dice.pick(List.of(0.0, 0.0, 0.9)),
        dice.number(1, 5),
        dice.pick(List.of(0, 3, 100)));
  }

  private static Settings settings(Dice dice) {
    return new Settings(
        RESOURCE,
        dice.chance(0.1),
        dice.chance(0.25) ? Duration.ofMinutes(6) : Duration.ofHours(24),
        Duration.ofDays(7),
        GRACE,
        dice.chance(0.08),
        dice.pick(List.of(Duration.ZERO, Duration.ofSeconds(30))),
        dice.chance(0.3),
        dice.pick(List.of(60, 60, 2)));
  }
}
