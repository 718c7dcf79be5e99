package dev.slipway.emulator;

import java.time.Duration;

/** How a call is made to wait, in a thread of its own. */
@FunctionalInterface
public interface FaultDelay {

  /** Returns after this long, or earlier when the emulator closes. */
  void hold(Duration length) throws InterruptedException;
}
