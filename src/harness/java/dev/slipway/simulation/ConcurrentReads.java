package dev.slipway.simulation;

import dev.slipway.dispatch.port.ReadExecutor;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.simulation.ObservedState.RequestTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls of a process at the same time: one after another, in an order that the seed draws, as soon
 * as the answer of any is asked for. Each takes its time, so that what a real process does at the
 * same time is far apart here, either way round.
 */
final class ConcurrentReads implements ReadExecutor {

  /** A call that was begun. */
  private static final class PendingRead<T> implements Pending<T> {
    private final ConcurrentReads all;
    private final Supplier<T> call;
    private Supplier<T> outcome;

    PendingRead(ConcurrentReads all, Supplier<T> call) {
      this.all = all;
      this.call = call;
      this.outcome =
          () -> {
            throw new IllegalStateException("the answer is not there yet");
          };
    }

    void run() {
      try {
        T answer = call.get();
        outcome = () -> answer;
      } catch (RuntimeException e) {
        outcome =
            () -> {
              throw e;
            };
      }
    }

    @Override
    public T get() {
      all.runAll();
      return outcome.get();
    }
  }

  private final SimulationContext context;
  private final SimulatedProcess process;
  private final List<PendingRead<?>> begun = new ArrayList<>();
  private Optional<RequestTime> since = Optional.empty();
  private boolean isRunning;

  ConcurrentReads(SimulationContext context, SimulatedProcess process) {
    this.context = context;
    this.process = process;
  }

  @Override
  public <T> Pending<T> begin(Supplier<T> call) {
    PendingRead<T> read = new PendingRead<>(this, call);
    if (begun.isEmpty() && !isRunning) {
      since = Optional.of(new RequestTime(context.scheduler().now(), process.clock().now()));
    }
    begun.add(read);
    return read;
  }

  /**
   * Makes the calls whose answers nobody has asked for: they were made, whether anybody waits for
   * them or not, and are none of the next event's.
   */
  void finish() {
    runAll();
  }

  private void runAll() {
    if (begun.isEmpty()) {
      return;
    }
    if (isRunning) {
      // One of them asks for the answers of others.
      runEach();
      return;
    }
    isRunning = true;
    process.observations().beginConcurrentReads(since.orElseThrow());
    runEach();
    process.observations().endConcurrentReads();
    isRunning = false;
  }

  private void runEach() {
    while (!begun.isEmpty()) {
      begun.remove(context.random().number(0, begun.size() - 1)).run();
    }
  }
}
