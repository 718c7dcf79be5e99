package dev.slipway.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is not as it should be, and at how many ticks on end it was not. Only ticks count that could
 * have put it right; one that something befell ends all streaks, since who knows what it has done.
 */
final class Streaks {

  /** From when on, and how often. */
  private record Streak(long since, int ticks) {}

  private final World world;
  private final Map<String, Streak> streaks = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  Streaks(World world) {
    this.world = world;
  }

  /** Something befell a tick. */
  void clear() {
    streaks.clear();
  }

  /** A tick that counts has ended, and is looked at. */
  void begin() {
    seen.clear();
  }

  /**
   * Something is still not as it should be at this tick.
   *
   * @param rule which
   * @param about the same each time that the same thing is wrong
   * @param ticks at how many ticks on end it may be so, which are about as many minutes
   */
  void strike(String rule, String about, int ticks, String what) {
    String key = rule + " " + about;
    seen.add(key);
    long now = world.stage().now();
    Streak last = streaks.getOrDefault(key, new Streak(now, 0));
    Streak next = new Streak(last.since(), last.ticks() + 1);
    streaks.put(key, next);
    boolean isTooLong = now - next.since() >= (ticks - 1) * Dice.MINUTE;
    world
        .chronicle()
        .require(
            next.ticks() <= ticks || !isTooLong,
            "%s: %s, at %d ticks on end that nothing befell".formatted(rule, what, next.ticks()));
  }

  /** Whatever was not struck is as it should be. */
  void end() {
    streaks.keySet().retainAll(seen);
  }
}
