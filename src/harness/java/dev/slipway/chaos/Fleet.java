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
final class Fleet implements AutoCloseable {

  /** Starts a process; the number tells it from all others of the run. */
  @FunctionalInterface
  interface Starter {
    DeployedFunction start(int number) throws InterruptedException;
  }

  private static final int LONGEST_ABSENCE_MILLIS = 3_000;

  /** One of the places that a process has. */
  private static final class Place {
    private Optional<DeployedFunction> process = Optional.empty();
    private boolean isFrozen;
  }

  private final List<Place> places = new ArrayList<>();
  private final Starter starter;
  private final Timeline timeline;
  private final Tally tally;
  private final Random random;
  private final AtomicInteger started = new AtomicInteger();
  private final Thread end = new Thread(this::killAll, "chaos-end");
  private boolean isClosed;

  Fleet(int size, Starter starter, Timeline timeline, Tally tally, Random random) {
    this.starter = starter;
    this.timeline = timeline;
    this.tally = tally;
    this.random = random;
    for (int i = 0; i < size; i++) {
      places.add(new Place());
    }
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Fills every place. */
  void start() throws InterruptedException {
    for (Place place : places) {
      fill(place);
    }
  }

  /** Some process that lives, frozen or not; empty while there is none. */
  synchronized Optional<URI> anybody() {
    return drawn(places.stream().flatMap(place -> place.process.stream()).toList())
        .map(DeployedFunction::uri);
  }

  /** Whether every place has a process that is not frozen. */
  synchronized boolean isWhole() {
    return places.stream().allMatch(Fleet::isAwake);
  }

  /** Kills a process, frozen or not, and starts another in its place some time later. */
  void kill() throws InterruptedException {
    Optional<Place> victim = spareDead();
    if (victim.isEmpty()) {
      return;
    }
    Optional<DeployedFunction> process;
    synchronized (this) {
      process = victim.get().process;
      victim.get().process = Optional.empty();
      victim.get().isFrozen = false;
    }
    if (process.isPresent()) {
      process.get().kill();
      tally.count(Tally.Of.KILLS);
      timeline.after(
          Duration.ofMillis(random.nextInt(LONGEST_ABSENCE_MILLIS)), () -> fill(victim.get()));
    }
  }

  /** Freezes a process and lets it go on some time later. */
  void freeze(Duration length) {
    Optional<Place> victim = spare();
    if (victim.isEmpty()) {
      return;
    }
    synchronized (this) {
      victim.get().isFrozen = true;
      victim.get().process.ifPresent(DeployedFunction::freeze);
    }
    tally.count(Tally.Of.FREEZES);
    if (length.compareTo(Plan.GRACE) > 0) {
      tally.count(Tally.Of.FREEZES_PAST_GRACE);
    }
    if (length.compareTo(Plan.LEASE) > 0) {
      tally.count(Tally.Of.FREEZES_PAST_LEASE);
    }
    timeline.after(length, () -> thaw(victim.get()));
  }

  private synchronized void thaw(Place place) {
    place.process.ifPresent(DeployedFunction::thaw);
    place.isFrozen = false;
  }

  /** Lets everything that is frozen go on. */
  synchronized void thawAll() {
    places.stream().filter(place -> place.isFrozen).forEach(this::thaw);
  }

  private synchronized Optional<Place> spare() {
    List<Place> awake = places.stream().filter(Fleet::isAwake).toList();
    return drawn(awake.size() > 1 ? awake : List.of());
  }

  /** One that may die: of those that are awake, one is left. */
  private synchronized Optional<Place> spareDead() {
    long awake = places.stream().filter(Fleet::isAwake).count();
    return drawn(
        places.stream()
            .filter(place -> place.process.isPresent())
            .filter(place -> awake > 1 || (awake == 1 && place.isFrozen))
            .toList());
  }

  /** Any of them; empty when there are none. */
  private <T> Optional<T> drawn(List<T> some) {
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }

  private static boolean isAwake(Place place) {
    return place.process.isPresent() && !place.isFrozen;
  }

  private void fill(Place place) throws InterruptedException {
    DeployedFunction process = starter.start(started.incrementAndGet());
    synchronized (this) {
      place.process = Optional.of(process);
      if (!isClosed) {
        return;
      }
    }
    process.kill();
  }

  private synchronized void killAll() {
    isClosed = true;
    for (Place place : places) {
      try {
        if (place.process.isPresent()) {
          place.process.get().kill();
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
