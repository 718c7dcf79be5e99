package dev.slipway.simulation;

import dev.slipway.dispatch.port.Time;
import dev.slipway.simulation.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A process' clocks: the wall clock is wrong by seconds, the other one may stand still. */
final class ProcessClock implements Time {

  /** When every simulation begins. */
  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final SimulatedProcess process;
  private final Scheduler scheduler;
  private long skew;
  private long asleep;
  private long behind;
  private long stood;

  ProcessClock(SimulatedProcess process, Scheduler scheduler, long skew) {
    this.process = process;
    this.scheduler = scheduler;
    this.skew = skew;
  }

  /** A moment of a simulation, for the product. */
  static Instant instant(long micros) {
    return BEGINNING.plus(micros, ChronoUnit.MICROS);
  }

  /** Somebody sets the wall clock. */
  void set(long newSkew) {
    skew = newSkew;
  }

  /** The process slept: the clock that never jumps has stood still. */
  void slept(long micros) {
    asleep += micros;
  }

  /** The process stood still, and neither clock has noticed. */
  void stood(long micros) {
    asleep += micros;
    behind += micros;
    stood += micros;
  }

  /** For how long both clocks have stood still since the simulation began, in microseconds. */
  long stood() {
    return stood;
  }

  /** The wall clock is set right again, as far as it goes. */
  void correct() {
    behind = 0;
  }

  @Override
  public Instant now() {
    return instant(scheduler.now() + skew - behind);
  }

  @Override
  public Duration elapsed() {
    return Duration.of(scheduler.now() - asleep, ChronoUnit.MICROS);
  }

  @Override
  public void pause(Duration time) {
    process.pause(time.toNanos() / 1000);
  }
}
