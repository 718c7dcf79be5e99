package dev.slipway.simulation;

import dev.slipway.dispatch.EventHandler;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.simulation.Faults.CallFault;
import dev.slipway.simulation.ServiceOutage.Service;
import dev.slipway.simulation.time.Coroutine;
import dev.slipway.simulation.time.ProcessKilled;
import dev.slipway.simulation.time.SeededRandom;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One process of Slipway, which handles one event at a time. Each of its calls goes through {@link
 * #call}, where it may fail, stall or die. When it dies another takes its place, which remembers
 * nothing.
 */
final class SimulatedProcess {

  /** How an event was handled. */
  enum HandlingResult {
    DONE,
    TO_BE_REDELIVERED,
    DIED
  }

  private final SimulationContext context;
  private final int index;
  private final String name;
  private final Coroutine coroutine;
  private ProcessObservations observations = new ProcessObservations(0);
  private ProcessClock clock;
  private ConcurrentReads reads;
  private EventHandler handler;
  private boolean isDead;

  /**
   * @param index from 0
   */
  SimulatedProcess(SimulationContext context, int index) {
    this.context = context;
    this.index = index;
    this.name = "p" + (index + 1);
    this.coroutine = context.scheduler().newCoroutine(name);
    this.clock = newClock();
    this.reads = new ConcurrentReads(context, this);
    this.handler = newHandler();
  }

  private EventHandler newHandler() {
    return new EventHandler(context.ports(this), settings());
  }

  private ProcessClock newClock() {
    long most = context.scenario().skew();
    return new ProcessClock(this, context.scheduler(), context.random().between(-most, most));
  }

  String name() {
    return name;
  }

  ProcessClock clock() {
    return clock;
  }

  /** What it does at the same time. */
  ConcurrentReads reads() {
    return reads;
  }

  /** Whether it is of a version that cannot read all records. */
  boolean isOld() {
    return index == 0 && context.scenario().is(Trait.OLD_VERSION) && !context.faults().areOver();
  }

  /** What it has been told since it began to handle its event. */
  ProcessObservations observations() {
    return observations;
  }

  boolean isBusy() {
    return coroutine.isBusy();
  }

  /** Begins to handle an event. */
  void handle(String event, Signal signal, Consumer<HandlingResult> then) {
    context.scheduler().assign(coroutine, () -> then.accept(handled(event, signal)));
  }

  private HandlingResult handled(String event, Signal signal) {
    isDead = false;
    observations = new ProcessObservations(context.scheduler().now());
    clock.correct();
    context.trace().record(name, "handles " + event);
    if (context.idle().size() < context.scenario().machines() - 1) {
      context.trace().covered(CoveragePoint.TWO_AT_ONCE);
    }
    HandlingResult handled = HandlingResult.DONE;
    try {
      handled = handle(signal);
    } catch (ProcessKilled e) {
      if (context.scheduler().isOver()) {
        throw e;
      }
      handled = HandlingResult.DIED;
    } catch (RuntimeException e) {
      throw context.trace().violated("a bug reached the event: " + e);
    }
    context
        .trace()
        .record(name, (handled == HandlingResult.DONE ? "has handled " : handled + ": ") + event);
    observations.end(context.scheduler().now());
    context.rules().handled(this, signal, handled);
    if (handled == HandlingResult.DIED) {
      clock = newClock();
      reads = new ConcurrentReads(context, this);
      handler = newHandler();
    }
    return handled;
  }

  private HandlingResult handle(Signal signal) {
    HandlingResult handled = HandlingResult.DONE;
    try {
      handler.handle(signal, this::log);
    } catch (RetryLater e) {
      handled = HandlingResult.TO_BE_REDELIVERED;
    }
    reads.finish();
    return handled;
  }

  private Settings settings() {
    return context.scenario().variants().get(index);
  }

  private void log(Log.Entry entry) {
    String about = entry.submission().isEmpty() ? "" : context.trace().alias(entry.submission());
    context.trace().record(name, "  log " + entry.event().id() + " " + about);
    if (entry.event() == LogEvent.POLICY_UNREADABLE) {
      context.trace().covered(CoveragePoint.POLICY_UNREADABLE);
    } else if (entry.severity() == Log.Severity.ERROR) {
      entry.cause().ifPresent(Throwable::printStackTrace);
      throw context.trace().violated("a bug struck: " + entry.message() + " " + entry.cause());
    }
    sightOf(entry.event()).ifPresent(context.trace()::covered);
    if (entry.message().contains("somebody asked for that")) {
      context.trace().covered(CoveragePoint.CANCELLED_AS_ASKED);
    }
    if (entry.message().endsWith(", by policy")) {
      context.trace().covered(CoveragePoint.PRIORITY_LOWERED);
    }
    if (entry.message().contains("others took its replicas")) {
      context.trace().covered(CoveragePoint.LAUNCH_GAVE_WAY);
    }
    if (entry.event() == LogEvent.PASS_LEFT) {
      context.rules().left(this);
    }
  }

  private static Optional<CoveragePoint> sightOf(LogEvent event) {
    return switch (event) {
      case JOB_ADOPTED -> Optional.of(CoveragePoint.JOB_ADOPTED);
      case JOB_SURPLUS -> Optional.of(CoveragePoint.SURPLUS_CANCELLED);
      case LAUNCH_ABANDONED -> Optional.of(CoveragePoint.LAUNCH_ABANDONED);
      case PASS_LEFT -> Optional.of(CoveragePoint.LEASE_HELD);
      case JOB_WAITS -> Optional.of(CoveragePoint.WAITED);
      case SPEC_REJECTED -> Optional.of(CoveragePoint.REJECTED);
      case SPEC_WITHDRAWN -> Optional.of(CoveragePoint.WITHDRAWN);
      case SPEC_TIMED_OUT -> Optional.of(CoveragePoint.TIMED_OUT);
      case SPEC_SWEPT -> Optional.of(CoveragePoint.FOUND_BY_THE_SWEEP);
      case WISH_NOTED -> Optional.of(CoveragePoint.DELETED_AFTER_ITS_MARK);
      case JOB_CANCEL_ASKED -> Optional.of(CoveragePoint.CANCELLED_WITH_ITS_SPEC);
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
    CallFault fault = begin(what, weight);
    if (fault == CallFault.FAILS) {
      throw failed(what, CoveragePoint.CALL_FAILED);
    }
    T result = take(what, effect, answer);
    if (fault == CallFault.LOSES_ITS_ANSWER) {
      if (context.random().chance(0.3)) {
        throw failed(what + ": its answer", CoveragePoint.ANSWER_LOST);
      }
      saw("its answer is lost, and the client repeats it", CoveragePoint.ANSWER_LOST_AND_REPEATED);
      sleep(context.random().between(250 * SeededRandom.MILLI, 2 * SeededRandom.SECOND));
      result = take(what, effect, answer);
    }
    end(fault);
    return result;
  }

  /** The call's way to the server. */
  CallFault begin(String what, double weight) {
    if (isDead) {
      throw new ProcessKilled();
    }
    CallFault fault = context.faults().next(weight);
    if (fault == CallFault.DIES_BEFORE) {
      throw die("before " + what);
    }
    if (fault == CallFault.STALLS_BEFORE) {
      stall("before " + what);
    }
    sleep(context.random().latency());
    return fault;
  }

  /** The call's effect. */
  private <T> T take(String what, Supplier<T> effect, Function<T, String> answer) {
    T result;
    try {
      result = effect.get();
    } catch (RuntimeException e) {
      context.scheduler().fail(what, e);
      throw new ProcessKilled();
    }
    context.trace().record(name, what + answer.apply(result));
    return result;
  }

  /** The answer's way back. */
  void end(CallFault fault) {
    sleep(context.random().latency());
    if (fault == CallFault.DIES_AFTER) {
      throw die("after that");
    }
    if (fault == CallFault.STALLS_AFTER) {
      stall("after that");
    }
  }

  /** The caller hears that a call failed. */
  RetryLater failed(String what, CoveragePoint point) {
    observations.disturb();
    saw("FAILS: " + what, point);
    return new RetryLater("503 " + what, new IllegalStateException("503"));
  }

  /** A service answers nobody. */
  RetryLater cutOff(String what, Service service) {
    if (service == Service.VERTEX) {
      observations.cutOffFromVertex();
    } else {
      observations.disturb();
    }
    return refused(what, "503");
  }

  /** The caller hears that a call is refused, as it always is: that is no bad luck. */
  RetryLater refused(String what, String code) {
    end(begin(what, 1));
    context.trace().record(name, what + ": " + code);
    return new RetryLater(code + " " + what, new IllegalStateException(code));
  }

  private ProcessKilled die(String when) {
    isDead = true;
    observations.disturb();
    saw("DIES " + when, CoveragePoint.DIED);
    context.rules().died(this);
    return new ProcessKilled();
  }

  private void stall(String when) {
    long time = context.faults().stall();
    observations.disturb();
    saw("STALLS for " + time / SeededRandom.SECOND + " s " + when, CoveragePoint.STALLED);
    sleep(time);
    if (context.scenario().is(Trait.CLOCKLESS) && context.random().chance(0.5)) {
      saw("both its clocks have stood still", CoveragePoint.BOTH_CLOCKS_STOOD);
      this.clock.stood(time);
      observations.stood(context.scheduler().now(), time);
    } else if (context.random().chance(0.3)) {
      saw("was asleep: its monotonic clock has stood still", CoveragePoint.MACHINE_SLEPT);
      this.clock.slept(time);
    } else if (context.random().chance(0.3)) {
      long most = context.scenario().skew();
      this.clock.set(context.random().between(-most, most));
    }
  }

  /** The product waits. */
  void pause(long micros) {
    if (isDead) {
      throw new ProcessKilled();
    }
    sleep(micros + context.random().between(0, 5 * SeededRandom.MILLI));
  }

  /** Time goes by, and others act. */
  void sleep(long micros) {
    context.scheduler().sleep(coroutine, micros);
  }

  private void saw(String what, CoveragePoint point) {
    context.trace().record(name, what);
    context.trace().covered(point);
  }
}
