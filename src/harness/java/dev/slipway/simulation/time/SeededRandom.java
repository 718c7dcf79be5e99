package dev.slipway.simulation.time;

import java.util.List;
import java.util.SplittableRandom;

/** All random choices of one simulation. Times are microseconds. */
public final class SeededRandom {

  public static final long MILLI = 1_000;
  public static final long SECOND = 1_000 * MILLI;
  public static final long MINUTE = 60 * SECOND;

  private final SplittableRandom random;

  public SeededRandom(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Whether something of that probability happens. */
  public boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** A number from the first to the last, both included. */
  public long between(long first, long last) {
    return random.nextLong(first, last + 1);
  }

  /** The same for small numbers. */
  public int number(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  /** One of these. */
  public <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** How long half of a call takes: some ten milliseconds mostly, sometimes seconds. */
  public long latency() {
    return chance(0.03) ? between(200 * MILLI, 4 * SECOND) : between(2 * MILLI, 60 * MILLI);
  }

  /** A token: as random as a UUID, for this simulation. */
  public String token() {
    return Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
  }

  /** Another source, which draws from this one do not change. */
  public SplittableRandom split() {
    return random.split();
  }
}
