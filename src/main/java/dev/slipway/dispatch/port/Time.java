package dev.slipway.dispatch.port;

import java.time.Duration;
import java.time.Instant;

/** Port: time. */
public interface Time {

  /** The wall clock, which may jump and differ from other machines' by seconds. */
  Instant now();

  /**
   * Time since some fixed moment, which never jumps but may stand still while the machine sleeps.
   */
  Duration elapsed();

  /** Waits. */
  void pause(Duration time);
}
