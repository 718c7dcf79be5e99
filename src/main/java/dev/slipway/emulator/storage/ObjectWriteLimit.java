package dev.slipway.emulator.storage;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses changes of one object name that come too fast for long. Cloud Storage documents one
 * change a second for one name (https://cloud.google.com/storage/quotas#objects) and lets short
 * bursts pass. Not safe for use by many threads.
 */
final class ObjectWriteLimit {

  /** Our inference: how many changes in a row pass. Google gives no number. */
  static final int BURST = 5;

  /** Names whose allowance is full again are forgotten once so many are remembered. */
  private static final int FORGET_FROM = 10_000;

  private static final double MILLIS = 1000;

  private final Clock clock;
  private final double perSecond;

  /** Per path, when its allowance is full again, in milliseconds since 1970. */
  private final Map<String, Double> fullAgain = new HashMap<>();

  /**
   * @param clock by which the allowance grows
   * @param perSecond changes a second for one name; 0 means no limit
   */
  ObjectWriteLimit(Clock clock, double perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  /** Takes one change of this bucket and object, or refuses it. */
  void take(String path) {
    if (perSecond == 0) {
      return;
    }
    double interval = MILLIS / perSecond;
    double now = clock.millis();
    double full = Math.max(now, fullAgain.getOrDefault(path, now));
    if (full - now > (BURST - 1) * interval) {
      throw new StorageRefusal(429, "rateLimitExceeded", message(path));
    }
    forgetFull(now);
    fullAgain.put(path, full + interval);
  }

  private void forgetFull(double now) {
    if (fullAgain.size() >= FORGET_FROM) {
      fullAgain.values().removeIf(full -> full <= now);
    }
  }

  private static String message(String path) {
    return "The object "
        + path
        + " exceeded the rate limit for object mutation operations (create, update, and delete)."
        + " Please reduce your request rate. See https://cloud.google.com/storage/docs/gcs429.";
  }
}
