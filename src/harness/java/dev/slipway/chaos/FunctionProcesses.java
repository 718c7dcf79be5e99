package dev.slipway.chaos;

import dev.slipway.function.DeployedFunction;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The function processes. One is killed or frozen at a time, and one at least is left alone, so
 * that there is always somebody to go on.
 */
final class FunctionProcesses implements AutoCloseable {

  /** Starts a process; the number tells it from all others of the run. */
  @FunctionalInterface
  interface Starter {
    DeployedFunction start(int number) throws InterruptedException;
  }

  private static final int LONGEST_ABSENCE_MILLIS = 3_000;

  /** One of the places that a process has. */
  private static final class ProcessSlot {
    private Optional<DeployedFunction> process = Optional.empty();
    private boolean isFrozen;
  }

  private final List<ProcessSlot> slots = new ArrayList<>();
  private final Starter starter;
  private final ActionTimer timer;
  private final Counters counters;
  private final Random random;
  private final AtomicInteger started = new AtomicInteger();
  private final Thread end = new Thread(this::killAll, "chaos-end");
  private boolean isClosed;

  FunctionProcesses(
      int size, Starter starter, ActionTimer timer, Counters counters, Random random) {
    this.starter = starter;
    this.timer = timer;
    this.counters = counters;
    this.random = random;
    for (int i = 0; i < size; i++) {
      slots.add(new ProcessSlot());
    }
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Fills every place. */
  void start() throws InterruptedException {
    for (ProcessSlot slot : slots) {
      fill(slot);
    }
  }

  /** Some process that lives, frozen or not; empty while there is none. */
  synchronized Optional<URI> anybody() {
    return drawn(slots.stream().flatMap(slot -> slot.process.stream()).toList())
        .map(DeployedFunction::uri);
  }

  /** Whether every place has a process that is not frozen. */
  synchronized boolean isWhole() {
    return slots.stream().allMatch(FunctionProcesses::isAwake);
  }

  /** Kills a process, frozen or not, and starts another in its place some time later. */
  void kill() throws InterruptedException {
    Optional<ProcessSlot> slot = spareDead();
    if (slot.isEmpty()) {
      return;
    }
    Optional<DeployedFunction> process;
    synchronized (this) {
      process = slot.get().process;
      slot.get().process = Optional.empty();
      slot.get().isFrozen = false;
    }
    if (process.isPresent()) {
      process.get().kill();
      counters.count(Counters.Counter.KILLS);
      timer.after(
          Duration.ofMillis(random.nextInt(LONGEST_ABSENCE_MILLIS)), () -> fill(slot.get()));
    }
  }

  /** Freezes a process and lets it go on some time later. */
  void freeze(Duration length) {
    Optional<ProcessSlot> slot = spare();
    if (slot.isEmpty()) {
      return;
    }
    synchronized (this) {
      slot.get().isFrozen = true;
      slot.get().process.ifPresent(DeployedFunction::freeze);
    }
    counters.count(Counters.Counter.FREEZES);
    if (length.compareTo(ChaosPlan.GRACE) > 0) {
      counters.count(Counters.Counter.FREEZES_PAST_GRACE);
    }
    if (length.compareTo(ChaosPlan.LEASE) > 0) {
      counters.count(Counters.Counter.FREEZES_PAST_LEASE);
    }
    timer.after(length, () -> thaw(slot.get()));
  }

  private synchronized void thaw(ProcessSlot slot) {
    slot.process.ifPresent(DeployedFunction::thaw);
    slot.isFrozen = false;
  }

  /** Lets everything that is frozen go on. */
  synchronized void thawAll() {
    slots.stream().filter(slot -> slot.isFrozen).forEach(this::thaw);
  }

  private synchronized Optional<ProcessSlot> spare() {
    List<ProcessSlot> awake = slots.stream().filter(FunctionProcesses::isAwake).toList();
    return drawn(awake.size() > 1 ? awake : List.of());
  }

  /** One that may die: of those that are awake, one is left. */
  private synchronized Optional<ProcessSlot> spareDead() {
    long awake = slots.stream().filter(FunctionProcesses::isAwake).count();
    return drawn(
        slots.stream()
            .filter(slot -> slot.process.isPresent())
            .filter(slot -> awake > 1 || (awake == 1 && slot.isFrozen))
            .toList());
  }

  /** Any of them; empty when there are none. */
  private <T> Optional<T> drawn(List<T> some) {
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }

  private static boolean isAwake(ProcessSlot slot) {
    return slot.process.isPresent() && !slot.isFrozen;
  }

  private void fill(ProcessSlot slot) throws InterruptedException {
    DeployedFunction process = starter.start(started.incrementAndGet());
    synchronized (this) {
      slot.process = Optional.of(process);
      if (!isClosed) {
        return;
      }
    }
    process.kill();
  }

  private synchronized void killAll() {
    isClosed = true;
    for (ProcessSlot slot : slots) {
      try {
        if (slot.process.isPresent()) {
          slot.process.get().kill();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(end);
  }
}
