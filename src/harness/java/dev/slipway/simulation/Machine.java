package dev.slipway.simulation;

import dev.slipway.dispatch.EventHandler;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.simulation.Faults.Fault;
import dev.slipway.simulation.Outages.Service;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One process of Slipway, which handles one event at a time. Each of its calls goes through {@link
 * #call}, where it may fail, stall or die. When it dies another takes its place, which remembers
 * nothing.
 */
final class Machine {

  /** How an event was handled. */
  enum Handled {
    DONE,
    TO_BE_REDELIVERED,
    DIED
  }

  private final World world;
  private final int index;
  private final String name;
  private final Actor actor;
  private Knowledge knowledge = new Knowledge(0);
  private MachineTime time;
  private Errands errands;
  private EventHandler slipway;
  private boolean isDead;

  /**
   * @param index from 0
   */
  Machine(World world, int index) {
    this.world = world;
    this.index = index;
    this.name = "p" + (index + 1);
    this.actor = world.stage().enter(name);
    this.time = newTime();
    this.errands = new Errands(world, this);
    this.slipway = newSlipway();
  }

  private EventHandler newSlipway() {
    return new EventHandler(world.ports(this), settings());
  }

  private MachineTime newTime() {
    long most = world.scenario().skew();
    return new MachineTime(this, world.stage(), world.dice().between(-most, most));
  }

  String name() {
    return name;
  }

  MachineTime time() {
    return time;
  }

  /** What it does at the same time. */
  Errands errands() {
    return errands;
  }

  /** Whether it is of a version that cannot read all records. */
  boolean isOld() {
    return index == 0 && world.scenario().is(Trait.OLD_VERSION) && !world.faults().areOver();
  }

  /** What it has been told since it began to handle its event. */
  Knowledge knowledge() {
    return knowledge;
  }

  boolean isBusy() {
    return actor.isBusy();
  }

  /** Begins to handle an event. */
  void handle(String event, Signal signal, Consumer<Handled> then) {
    world.stage().assign(actor, () -> then.accept(handled(event, signal)));
  }

  private Handled handled(String event, Signal signal) {
    isDead = false;
    knowledge = new Knowledge(world.stage().now());
    time.correct();
    world.chronicle().note(name, "handles " + event);
    if (world.idle().size() < world.scenario().machines() - 1) {
      world.chronicle().saw(Sight.TWO_AT_ONCE);
    }
    Handled handled = Handled.DONE;
    try {
      handled = handle(signal);
    } catch (Died e) {
      if (world.stage().isOver()) {
        throw e;
      }
      handled = Handled.DIED;
    } catch (RuntimeException e) {
      throw world.chronicle().violated("a bug reached the event: " + e);
    }
    world
        .chronicle()
        .note(name, (handled == Handled.DONE ? "has handled " : handled + ": ") + event);
    knowledge.end(world.stage().now());
    world.rules().handled(this, signal, handled);
    if (handled == Handled.DIED) {
      time = newTime();
      errands = new Errands(world, this);
      slipway = newSlipway();
    }
    return handled;
  }

  private Handled handle(Signal signal) {
    Handled handled = Handled.DONE;
    try {
      slipway.handle(signal, this::log);
    } catch (RetryLater e) {
      handled = Handled.TO_BE_REDELIVERED;
    }
    errands.finish();
    return handled;
  }

  private Settings settings() {
    return world.scenario().variants().get(index);
  }

  private void log(Log.Entry entry) {
    String about = entry.submission().isEmpty() ? "" : world.chronicle().alias(entry.submission());
    world.chronicle().note(name, "  log " + entry.event().id() + " " + about);
    if (entry.event() == LogEvent.POLICY_UNREADABLE) {
      world.chronicle().saw(Sight.POLICY_UNREADABLE);
    } else if (entry.severity() == Log.Severity.ERROR) {
      entry.cause().ifPresent(Throwable::printStackTrace);
      throw world.chronicle().violated("a bug struck: " + entry.message() + " " + entry.cause());
    }
    sightOf(entry.event()).ifPresent(world.chronicle()::saw);
    if (entry.message().contains("somebody asked for that")) {
      world.chronicle().saw(Sight.CANCELLED_AS_ASKED);
    }
    if (entry.message().endsWith(", by policy")) {
      world.chronicle().saw(Sight.PRIORITY_LOWERED);
    }
    if (entry.message().contains("others took its replicas")) {
      world.chronicle().saw(Sight.LAUNCH_GAVE_WAY);
    }
    if (entry.event() == LogEvent.PASS_LEFT) {
      world.rules().left(this);
    }
  }

  private static Optional<Sight> sightOf(LogEvent event) {
    return switch (event) {
      case JOB_ADOPTED -> Optional.of(Sight.JOB_ADOPTED);
      case JOB_SURPLUS -> Optional.of(Sight.SURPLUS_CANCELLED);
      case LAUNCH_ABANDONED -> Optional.of(Sight.LAUNCH_ABANDONED);
      case PASS_LEFT -> Optional.of(Sight.LEASE_HELD);
      case JOB_WAITS -> Optional.of(Sight.WAITED);
      case SPEC_REJECTED -> Optional.of(Sight.REJECTED);
      case SPEC_WITHDRAWN -> Optional.of(Sight.WITHDRAWN);
      case SPEC_TIMED_OUT -> Optional.of(Sight.TIMED_OUT);
      case SPEC_SWEPT -> Optional.of(Sight.FOUND_BY_THE_SWEEP);
      case WISH_NOTED -> Optional.of(Sight.DELETED_AFTER_ITS_MARK);
      case JOB_CANCEL_ASKED -> Optional.of(Sight.CANCELLED_WITH_ITS_SPEC);
      default -> Optional.empty();
    };
  }

  /**
   * Makes a call.
   *
   * @param what for the history
   * @param weight how much more often than usual it goes wrong
   * @param effect what it does on the server
   * @param answer the answer for the history
   */
  <T> T call(String what, double weight, Supplier<T> effect, Function<T, String> answer) {
    Fault fault = begin(what, weight);
    if (fault == Fault.FAILS) {
      throw failed(what, Sight.CALL_FAILED);
    }
    T result = take(what, effect, answer);
    if (fault == Fault.LOSES_ITS_ANSWER) {
      if (world.dice().chance(0.3)) {
        throw failed(what + ": its answer", Sight.ANSWER_LOST);
      }
      saw("its answer is lost, and the client repeats it", Sight.ANSWER_LOST_AND_REPEATED);
      sleep(world.dice().between(250 * Dice.MILLI, 2 * Dice.SECOND));
      result = take(what, effect, answer);
    }
    end(fault);
    return result;
  }

  /** The call's way to the server. */
  Fault begin(String what, double weight) {
    if (isDead) {
      throw new Died();
    }
    Fault fault = world.faults().next(weight);
    if (fault == Fault.DIES_BEFORE) {
      throw die("before " + what);
    }
    if (fault == Fault.STALLS_BEFORE) {
      stall("before " + what);
    }
    sleep(world.dice().latency());
    return fault;
  }

  /** The call's effect. */
  private <T> T take(String what, Supplier<T> effect, Function<T, String> answer) {
    T result;
    try {
      result = effect.get();
    } catch (RuntimeException e) {
      world.stage().fail(what, e);
      throw new Died();
    }
    world.chronicle().note(name, what + answer.apply(result));
    return result;
  }

  /** The answer's way back. */
  void end(Fault fault) {
    sleep(world.dice().latency());
    if (fault == Fault.DIES_AFTER) {
      throw die("after that");
    }
    if (fault == Fault.STALLS_AFTER) {
      stall("after that");
    }
  }

  /** The caller hears that a call failed. */
  RetryLater failed(String what, Sight sight) {
    knowledge.disturb();
    saw("FAILS: " + what, sight);
    return new RetryLater("503 " + what, new IllegalStateException("503"));
  }

  /** A service answers nobody. */
  RetryLater cutOff(String what, Service service) {
    if (service == Service.VERTEX) {
      knowledge.cutOffFromVertex();
    } else {
      knowledge.disturb();
    }
    return refused(what, "503");
  }

  /** The caller hears that a call is refused, as it always is: that is no bad luck. */
  RetryLater refused(String what, String code) {
    end(begin(what, 1));
    world.chronicle().note(name, what + ": " + code);
    return new RetryLater(code + " " + what, new IllegalStateException(code));
  }

  private Died die(String when) {
    isDead = true;
    knowledge.disturb();
    saw("DIES " + when, Sight.DIED);
    world.rules().died(this);
    return new Died();
  }

  private void stall(String when) {
    long time = world.faults().stall();
    knowledge.disturb();
    saw("STALLS for " + time / Dice.SECOND + " s " + when, Sight.STALLED);
    sleep(time);
    if (world.scenario().is(Trait.CLOCKLESS) && world.dice().chance(0.5)) {
      saw("both its clocks have stood still", Sight.BOTH_CLOCKS_STOOD);
      this.time.stood(time);
      knowledge.stood(world.stage().now(), time);
    } else if (world.dice().chance(0.3)) {
      saw("was asleep: its monotonic clock has stood still", Sight.MACHINE_SLEPT);
      this.time.slept(time);
    } else if (world.dice().chance(0.3)) {
      long most = world.scenario().skew();
      this.time.set(world.dice().between(-most, most));
    }
  }

  /** The product waits. */
  void pause(long micros) {
    if (isDead) {
      throw new Died();
    }
    sleep(micros + world.dice().between(0, 5 * Dice.MILLI));
  }

  /** Time goes by, and others act. */
  void sleep(long micros) {
    world.stage().sleep(actor, micros);
  }

  private void saw(String what, Sight sight) {
    world.chronicle().note(name, what);
    world.chronicle().saw(sight);
  }
}
