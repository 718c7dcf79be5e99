package dev.slipway.dispatch.model;

import dev.slipway.spec.Format;
import dev.slipway.spec.Requirements;
import java.time.Instant;
import java.util.Optional;

/**
 * What a submission asks for; never changes, but for a priority that a policy lowers.
 *
 * @param resource the persistent resource's ID
 * @param priority 0 to 9, higher goes first
 * @param arrival when it was uploaded or published, by Google's clock
 * @param requirements what decides whether it fits
 * @param format how its spec was written; empty when it was not read
 * @param name what its publisher calls it; empty for none
 */
public record JobRequest(
    String resource,
    int priority,
    Instant arrival,
    Requirements requirements,
    Optional<Format> format,
    String name) {

  /**
   * The same with another priority.
   *
   * @param lower 0 to 9
   */
  public JobRequest withPriority(int lower) {
    return new JobRequest(resource, lower, arrival, requirements, format, name);
  }
}
