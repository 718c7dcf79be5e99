package dev.slipway.simulation;

import dev.slipway.simulation.time.SeededRandom;
import java.util.List;
import java.util.Locale;

/** In some seeds one service answers nobody for minutes, while all others work. */
final class ServiceOutage {

  /** What may be gone. */
  enum Service {
    VERTEX,
    STATE,
    SPECS,
    POLICIES,
    /** The clock does not strike. */
    TICKS
  }

  private final SimulationContext context;
  private final Service service;
  private final long from;
  private final long until;

  ServiceOutage(SimulationContext context) {
    SeededRandom random = context.random();
    this.context = context;
    this.service =
        random.pick(
            List.of(
                Service.VERTEX,
                Service.VERTEX,
                Service.STATE,
                Service.SPECS,
                Service.POLICIES,
                Service.TICKS));
    this.from = random.between(0, 5 * SeededRandom.MINUTE);
    this.until =
        context.scenario().minutes() * SeededRandom.MINUTE
            - random.between(0, 2 * SeededRandom.MINUTE);
  }

  /** Whether a service answers nobody now. */
  boolean isOut(Service asked) {
    boolean isOut =
        asked == service
            && context.scenario().is(Trait.OUTAGE)
            && !context.faults().areOver()
            && context.scheduler().now() >= from
            && context.scheduler().now() < until;
    if (isOut) {
      context.trace().covered(CoveragePoint.OUTAGE);
    }
    return isOut;
  }

  /** Which service a bucket is. */
  static Service ofBucket(String bucket) {
    return Service.valueOf(bucket.toUpperCase(Locale.ROOT));
  }
}
