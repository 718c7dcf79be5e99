package dev.slipway.simulation;

import java.util.List;
import java.util.Locale;

/** In some seeds one service answers nobody for minutes, while all others work. */
final class Outages {

  /** What may be gone. */
  enum Service {
    VERTEX,
    STATE,
    SPECS,
    POLICIES,
    /** The clock does not strike. */
    TICKS
  }

  private final World world;
  private final Service service;
  private final long from;
  private final long until;

  Outages(World world) {
    Dice dice = world.dice();
    this.world = world;
    this.service =
        dice.pick(
            List.of(
                Service.VERTEX,
                Service.VERTEX,
                Service.STATE,
                Service.SPECS,
                Service.POLICIES,
                Service.TICKS));
    this.from = dice.between(0, 5 * Dice.MINUTE);
    this.until = world.scenario().minutes() * Dice.MINUTE - dice.between(0, 2 * Dice.MINUTE);
  }

  /** Whether a service answers nobody now. */
  boolean isOut(Service asked) {
    boolean isOut =
        asked == service
            && world.scenario().is(Trait.OUTAGE)
            && !world.faults().areOver()
            && world.stage().now() >= from
            && world.stage().now() < until;
    if (isOut) {
      world.chronicle().saw(Sight.OUTAGE);
    }
    return isOut;
  }

  /** Which service a bucket is. */
  static Service ofBucket(String bucket) {
    return Service.valueOf(bucket.toUpperCase(Locale.ROOT));
  }
}
