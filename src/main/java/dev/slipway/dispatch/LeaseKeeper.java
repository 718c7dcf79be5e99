package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Leases.Lease;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes and frees the lease of one persistent resource. */
final class LeaseKeeper {

  /** How long a lease runs when its holder dies: longer than a pass may take. */
  static final Duration RUNS_FOR = Settings.BUDGET.plusSeconds(20);

  /**
   * Cloud Storage takes about one write a second of one object
   * (https://cloud.google.com/storage/quotas).
   */
  static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

  /** As often as the clock ticks. */
  static final Duration BETWEEN_HOUSEKEEPING = Duration.ofMinutes(1);

  private static final int TRIES = 3;

  /** So that processes that lost the same race do not meet again. */
  private static final int LARGEST_JITTER_MILLIS = 250;

  private final Ports ports;
  private final String resource;
  private final String holder;

  /**
   * @param holder an ID of this pass
   */
  LeaseKeeper(Ports ports, String resource, String holder) {
    this.ports = ports;
    this.resource = resource;
    this.holder = holder;
  }

  /**
   * What came of taking the lease.
   *
   * @param isElsewhere whether it was read held by somebody else: the only reason to leave
   * @param written the lease as we wrote it; empty also when it was too busy to be written: we go
   *     on without it
   * @param at when we wrote it, by our own time
   */
  record LeaseGrant(boolean isElsewhere, Optional<Versioned<Lease>> written, Duration at) {

    /** Now, by the bucket's clock; empty when we never wrote to it. */
    Optional<Instant> bucketNow(Time time) {
      return written.map(lease -> lease.updated().plus(time.elapsed().minus(at)));
    }

    /** When a holder last did the housekeeping; {@link Instant#EPOCH} when that is not known. */
    Instant housekept() {
      return housekeeping(written);
    }

    /**
     * Whether it is time for housekeeping. That is what ticks are for, but where events come
     * without a gap ticks find the lease held, so that its holder does it in their place.
     *
     * @param last when it was done last
     */
    boolean isHousekeepingDue(Time time, Instant last) {
      return bucketNow(time)
          .filter(now -> !now.isBefore(last.plus(BETWEEN_HOUSEKEEPING)))
          .isPresent();
    }
  }

  /** Takes the lease unless it is held. */
  LeaseGrant take() {
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<Lease>> current = ports.leases().read(resource);
      if (current.filter(this::isHeld).isPresent()) {
        return new LeaseGrant(true, Optional.empty(), ports.time().elapsed());
      }
      pauseUntilWritable(current);
      Optional<Versioned<Lease>> written =
          ports
              .leases()
              .write(resource, new Lease(holder, RUNS_FOR, housekeeping(current)), current);
      if (written.isPresent()) {
        return new LeaseGrant(false, written, ports.time().elapsed());
      }
      ports.time().pause(jitter());
    }
    return new LeaseGrant(false, Optional.empty(), ports.time().elapsed());
  }

  /** Waits until the lease may be written again. */
  void linger(LeaseGrant taken) {
    if (taken.written().isPresent()) {
      pauseUpTo(BETWEEN_WRITES.minus(ports.time().elapsed().minus(taken.at())));
    }
  }

  /**
   * Frees the lease, if it is still ours.
   *
   * @param housekept when housekeeping was done last
   */
  void free(LeaseGrant taken, Instant housekept) {
    if (taken.written().isPresent()) {
      linger(taken);
      ports.leases().write(resource, new Lease("", Duration.ZERO, housekept), taken.written());
    }
  }

  private static Instant housekeeping(Optional<Versioned<Lease>> lease) {
    return lease.map(stored -> stored.value().housekeeping()).orElse(Instant.EPOCH);
  }

  private boolean isHeld(Versioned<Lease> lease) {
    Instant end = lease.updated().plus(lease.value().runsFor());
    return lease.value().isTaken() && ports.time().now().isBefore(end);
  }

  private void pauseUntilWritable(Optional<Versioned<Lease>> current) {
    current.ifPresent(
        lease -> {
          Duration age = Duration.between(lease.updated(), ports.time().now());
          if (!age.isNegative() && age.compareTo(BETWEEN_WRITES) < 0) {
            pauseUpTo(BETWEEN_WRITES.minus(age));
          }
        });
  }

  private void pauseUpTo(Duration time) {
    if (!time.isNegative() && !time.isZero()) {
      ports.time().pause(time);
    }
  }

  /** Drawn from a fresh token, so that it can be repeated where tokens are. */
  private Duration jitter() {
    int drawn = Math.floorMod(ports.tokens().get().hashCode(), LARGEST_JITTER_MILLIS);
    return Duration.ofMillis(drawn + 1L);
  }
}
