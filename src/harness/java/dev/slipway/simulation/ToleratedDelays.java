package dev.slipway.simulation;

import dev.slipway.simulation.time.SeededRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is not as it should be, and at how many ticks on end it was not. Only ticks count that could
 * have put it right; one that something befell ends all streaks, since who knows what it has done.
 */
final class ToleratedDelays {

  /** From when on, and how often. */
  private record DelayCount(long since, int ticks) {}

  private final SimulationContext context;
  private final Map<String, DelayCount> delays = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  ToleratedDelays(SimulationContext context) {
    this.context = context;
  }

  /** Something befell a tick. */
  void clear() {
    delays.clear();
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
  void report(String rule, String about, int ticks, String what) {
    String key = rule + " " + about;
    seen.add(key);
    long now = context.scheduler().now();
    DelayCount last = delays.getOrDefault(key, new DelayCount(now, 0));
    DelayCount next = new DelayCount(last.since(), last.ticks() + 1);
    delays.put(key, next);
    boolean isTooLong = now - next.since() >= (ticks - 1) * SeededRandom.MINUTE;
    context
        .trace()
        .require(
            next.ticks() <= ticks || !isTooLong,
            "%s: %s, at %d ticks on end that nothing befell".formatted(rule, what, next.ticks()));
  }

  /** Whatever was not struck is as it should be. */
  void end() {
    delays.keySet().retainAll(seen);
  }
}
