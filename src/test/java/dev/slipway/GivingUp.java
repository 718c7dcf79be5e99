package dev.slipway;

import java.time.Duration;

/** When a test gives up waiting for what does not come. */
public final class GivingUp {

  /** Far longer than anything takes on a slow machine: this only ends what would never end. */
  public static final Duration AFTER = Duration.ofMinutes(5);

  private GivingUp() {}
}
