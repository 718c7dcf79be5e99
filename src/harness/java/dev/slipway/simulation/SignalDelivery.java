package dev.slipway.simulation;

import dev.slipway.dispatch.model.Signal;
import dev.slipway.simulation.ServiceOutage.Service;
import dev.slipway.simulation.SimulatedProcess.HandlingResult;
import dev.slipway.simulation.time.SeededRandom;
import java.util.List;

/**
 * Delivers events, at least once each and in any order: late, twice, again when they were not
 * acknowledged. Ticks come each minute and are not repeated.
 */
final class SignalDelivery {

  private static final long TICK_LASTS = 2 * SeededRandom.MINUTE;

  private final SimulationContext context;
  private int pending;
  private int ticks;

  SignalDelivery(SimulationContext context) {
    this.context = context;
  }

  /** How many deliveries are not acknowledged yet. */
  int pending() {
    return pending;
  }

  /** How often the clock struck. */
  int ticks() {
    return ticks;
  }

  /** Sends an event. */
  void send(String event, Signal signal) {
    int copies = context.faults().chance(0.2) ? context.random().number(2, 3) : 1;
    if (copies > 1) {
      context.trace().covered(CoveragePoint.EVENT_REPEATED);
    }
    for (int i = 0; i < copies; i++) {
      pending++;
      long delay =
          context.faults().chance(0.15)
              ? context.random().between(3 * SeededRandom.SECOND, 3 * SeededRandom.MINUTE)
              : context.random().between(20 * SeededRandom.MILLI, 2 * SeededRandom.SECOND);
      context.scheduler().in(delay, () -> deliver(event, signal));
    }
  }

  /** An event is lost. */
  void lose(String event) {
    context.trace().record("mail", "LOSES " + event);
    context.trace().covered(CoveragePoint.EVENT_LOST);
  }

  private void deliver(String event, Signal signal) {
    List<SimulatedProcess> idle = context.idle();
    if (idle.isEmpty()) {
      context
          .scheduler()
          .in(
              context.random().between(200 * SeededRandom.MILLI, 3 * SeededRandom.SECOND),
              () -> deliver(event, signal));
      return;
    }
    context.random().pick(idle).handle(event, signal, handled -> answered(event, signal, handled));
  }

  private void answered(String event, Signal signal, HandlingResult handled) {
    if (handled == HandlingResult.DONE) {
      pending--;
      return;
    }
    context.trace().covered(CoveragePoint.EVENT_REDELIVERED);
    long most = context.faults().areOver() ? 10 * SeededRandom.SECOND : 2 * SeededRandom.MINUTE;
    context
        .scheduler()
        .in(context.random().between(5 * SeededRandom.SECOND, most), () -> deliver(event, signal));
  }

  /** The clock strikes, now and every minute. */
  void strike() {
    context.scheduler().in(SeededRandom.MINUTE, this::strike);
    if (context.outage().isOut(Service.TICKS)) {
      return;
    }
    ticks++;
    Signal tick = new Signal.Tick(ProcessClock.instant(context.scheduler().now()));
    long born = context.scheduler().now();
    int copies = context.faults().chance(0.1) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (!context.faults().chance(0.05)) {
        context
            .scheduler()
            .in(context.random().between(0, 2 * SeededRandom.SECOND), () -> tick(tick, born));
      }
    }
  }

  private void tick(Signal tick, long born) {
    List<SimulatedProcess> idle = context.idle();
    if (!idle.isEmpty()) {
      context.random().pick(idle).handle("a tick", tick, handled -> {});
    } else if (context.scheduler().now() - born < TICK_LASTS) {
      context
          .scheduler()
          .in(
              context.random().between(SeededRandom.SECOND, 3 * SeededRandom.SECOND),
              () -> tick(tick, born));
    }
  }
}
