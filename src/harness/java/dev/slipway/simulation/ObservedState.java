package dev.slipway.simulation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.pool.PersistentResource;
import java.time.Instant;
import java.util.List;

/**
 * What a process was told of a persistent resource and of the live jobs before it claimed a record.
 *
 * @param asked when it began to ask
 * @param resource the persistent resource
 * @param jobs the live jobs
 */
record ObservedState(RequestTime asked, PersistentResource resource, List<Job> jobs) {

  /**
   * When a process asked for something.
   *
   * @param at in microseconds
   * @param byItsClock the same by its own wall clock
   */
  record RequestTime(long at, Instant byItsClock) {

    /** Whichever came first. */
    RequestTime or(RequestTime other) {
      return at <= other.at ? this : other;
    }
  }

  ObservedState {
    jobs = List.copyOf(jobs);
  }

  /** When it began to ask, in microseconds. */
  long at() {
    return asked.at();
  }
}
