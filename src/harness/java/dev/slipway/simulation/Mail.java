package dev.slipway.simulation;

import dev.slipway.dispatch.model.Signal;
import dev.slipway.simulation.Machine.Handled;
import dev.slipway.simulation.Outages.Service;
import java.util.List;

/**
 * Delivers events, at least once each and in any order: late, twice, again when they were not
 * acknowledged. Ticks come each minute and are not repeated.
 */
final class Mail {

  private static final long TICK_LASTS = 2 * Dice.MINUTE;

  private final World world;
  private int pending;
  private int ticks;

  Mail(World world) {
    this.world = world;
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
    int copies = world.faults().chance(0.2) ? world.dice().number(2, 3) : 1;
    if (copies > 1) {
      world.chronicle().saw(Sight.EVENT_REPEATED);
    }
    for (int i = 0; i < copies; i++) {
      pending++;
      long delay =
          world.faults().chance(0.15)
              ? world.dice().between(3 * Dice.SECOND, 3 * Dice.MINUTE)
              : world.dice().between(20 * Dice.MILLI, 2 * Dice.SECOND);
      world.stage().in(delay, () -> deliver(event, signal));
    }
  }

  /** An event is lost. */
  void lose(String event) {
    world.chronicle().note("mail", "LOSES " + event);
    world.chronicle().saw(Sight.EVENT_LOST);
  }

  private void deliver(String event, Signal signal) {
    List<Machine> idle = world.idle();
    if (idle.isEmpty()) {
      world
          .stage()
          .in(
              world.dice().between(200 * Dice.MILLI, 3 * Dice.SECOND),
              () -> deliver(event, signal));
      return;
    }
    world.dice().pick(idle).handle(event, signal, handled -> answered(event, signal, handled));
  }

  private void answered(String event, Signal signal, Handled handled) {
    if (handled == Handled.DONE) {
      pending--;
      return;
    }
    world.chronicle().saw(Sight.EVENT_REDELIVERED);
    long most = world.faults().areOver() ? 10 * Dice.SECOND : 2 * Dice.MINUTE;
    world.stage().in(world.dice().between(5 * Dice.SECOND, most), () -> deliver(event, signal));
  }

  /** The clock strikes, now and every minute. */
  void strike() {
    world.stage().in(Dice.MINUTE, this::strike);
    if (world.outages().isOut(Service.TICKS)) {
      return;
    }
    ticks++;
    Signal tick = new Signal.Tick(MachineTime.instant(world.stage().now()));
    long born = world.stage().now();
    int copies = world.faults().chance(0.1) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (!world.faults().chance(0.05)) {
        world.stage().in(world.dice().between(0, 2 * Dice.SECOND), () -> tick(tick, born));
      }
    }
  }

  private void tick(Signal tick, long born) {
    List<Machine> idle = world.idle();
    if (!idle.isEmpty()) {
      world.dice().pick(idle).handle("a tick", tick, handled -> {});
    } else if (world.stage().now() - born < TICK_LASTS) {
      world.stage().in(world.dice().between(Dice.SECOND, 3 * Dice.SECOND), () -> tick(tick, born));
    }
  }
}
