package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: who runs the pass of a persistent resource. A lease saves work; safety never rests on it.
 * Every method throws {@link RetryLater} when the bucket does not answer.
 */
public interface Leases {

  /**
   * A lease as it stands.
   *
   * @param holder who holds it; empty when it is free
   * @param runsFor how long from when it was written, by the bucket's clock
   * @param housekeeping when a holder last did what the clock's ticks are for, by the bucket's
   *     clock; {@link Instant#EPOCH} for never
   */
  record Lease(String holder, Duration runsFor, Instant housekeeping) {
    /** Whether anybody holds it, if it has not run out. */
    public boolean isTaken() {
      return !holder.isEmpty();
    }
  }

  /** The lease of a resource; empty when there never was one. */
  Optional<Versioned<Lease>> read(String resource);

  /**
   * Writes a lease where exactly that version stood, or where none stood.
   *
   * @return empty when something else stands there by now, or the object was written too often to
   *     be written now
   */
  Optional<Versioned<Lease>> write(String resource, Lease lease, Optional<Versioned<Lease>> old);
}
