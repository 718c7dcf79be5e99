package dev.slipway.emulator.event;

import java.time.Duration;

/** Runs something later, in the background. */
interface EventTimer extends AutoCloseable {

  /** Runs a quick task once after this delay; never in the caller's thread. */
  void after(Duration delay, Runnable task);

  /** Runs nothing from now on. */
  @Override
  void close();
}
