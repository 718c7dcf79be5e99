package dev.slipway.simulation;

import dev.slipway.simulation.Simulation.SeedResult;
import dev.slipway.simulation.mutation.Protection;
import dev.slipway.simulation.time.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs many seeds, several at a time; none knows of another. */
final class SeedRunner {

  private final Optional<Protection> without;
  private final Optional<Trait> only;
  private final Consumer<RunStatistics> progress;
  private final Consumer<SeedResult> broken;
  private final RunStatistics statistics = new RunStatistics();
  private final TreeMap<Long, SeedResult> violations = new TreeMap<>();

  /**
   * @param without the protection that is taken away; empty for none
   * @param only the trait that its seeds have; others are skipped, and do not count
   * @param progress hears of the figures now and then
   * @param broken hears of each seed that breaks, as soon as it does
   */
  SeedRunner(
      Optional<Protection> without,
      Optional<Trait> only,
      Consumer<RunStatistics> progress,
      Consumer<SeedResult> broken) {
    this.without = without;
    this.only = only;
    this.progress = progress;
    this.broken = broken;
  }

  /** Runs that many seeds, and those skipped between them. */
  void run(long first, long seeds) {
    AtomicLong left = new AtomicLong(seeds);
    AtomicLong next = new AtomicLong(first);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(() -> work(next, left), "campaign-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void work(AtomicLong next, AtomicLong left) {
    while (left.getAndDecrement() > 0) {
      add(runOne(nextOf(next)));
    }
  }

  private long nextOf(AtomicLong next) {
    long seed = next.getAndIncrement();
    while (isSkipped(seed)) {
      seed = next.getAndIncrement();
    }
    return seed;
  }

  private boolean isSkipped(long seed) {
    return only.filter(trait -> !Scenario.draw(new SeededRandom(seed)).is(trait)).isPresent();
  }

  /** A simulation that is broken itself counts as a violation too: nothing was proved. */
  private SeedResult runOne(long seed) {
    try {
      return Simulation.run(seed, without);
    } catch (RuntimeException e) {
      throw new IllegalStateException("seed " + seed, e);
    }
  }

  private synchronized void add(SeedResult outcome) {
    statistics.add(outcome);
    if (outcome.violation().isPresent()) {
      violations.put(outcome.seed(), outcome);
      broken.accept(outcome);
    }
    if (statistics.seeds() % 100 == 0) {
      progress.accept(statistics);
    }
  }

  RunStatistics figures() {
    return statistics;
  }

  /** The seeds that broke, in their order. */
  List<SeedResult> violations() {
    return List.copyOf(violations.values());
  }

  /**
   * Writes a seed's history under {@code target/simulation/}.
   *
   * @return the file
   */
  static Path keep(SeedResult outcome) {
    Path file = Path.of("target", "simulation", "seed-" + outcome.seed() + ".txt");
    List<String> lines = new ArrayList<>();
    lines.add("seed " + outcome.seed() + ": " + outcome.violation().orElse("no violation"));
    lines.add(outcome.scenario().toString());
    lines.addAll(outcome.history());
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** A violation for the console: what, where to read on, and how it came about last. */
  static String describe(SeedResult outcome) {
    List<String> history = outcome.history();
    return "seed %d breaks: %s%n(history: %s)%n%s"
        .formatted(
            outcome.seed(),
            outcome.violation().orElse("nothing"),
            keep(outcome),
            String.join(
                System.lineSeparator(),
                history.subList(Math.max(0, history.size() - 20), history.size())));
  }
}
