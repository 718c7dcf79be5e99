package dev.slipway.emulator.vertex;

import java.time.Duration;

/**
 * How long a persistent resource that is created or deleted by a call takes, at speed 1.
 *
 * @param provisioningFor from PROVISIONING to RUNNING
 * @param stoppingFor from STOPPING until it is gone
 */
public record PersistentResourcePace(Duration provisioningFor, Duration stoppingFor) {

  /** Seconds rather than minutes: 2 s to come, 1 s to go. */
  public static final PersistentResourcePace DEFAULT =
      new PersistentResourcePace(Duration.ofSeconds(2), Duration.ofSeconds(1));

  /**
   * Refuses what is no pace.
   *
   * @throws IllegalArgumentException if a length is negative
   */
  public PersistentResourcePace {
    if (provisioningFor.isNegative() || stoppingFor.isNegative()) {
      throw new IllegalArgumentException(
          "provisioningFor is %s, stoppingFor %s; neither must be negative"
              .formatted(provisioningFor, stoppingFor));
    }
  }
}
