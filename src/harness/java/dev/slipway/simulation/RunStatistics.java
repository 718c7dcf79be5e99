package dev.slipway.simulation;

import dev.slipway.simulation.Simulation.SeedResult;
import java.util.EnumMap;
import java.util.Map;

/** What many seeds came to. */
final class RunStatistics {

  private long seeds;
  private long violations;
  private long steps;
  private long jobs;
  private int slowest;
  private final Map<Trait, Long> traits = new EnumMap<>(Trait.class);
  private final Map<CoveragePoint, Long> times = new EnumMap<>(CoveragePoint.class);
  private final Map<CoveragePoint, Long> inSeeds = new EnumMap<>(CoveragePoint.class);

  void add(SeedResult outcome) {
    seeds++;
    violations += outcome.violation().isPresent() ? 1 : 0;
    steps += outcome.steps();
    jobs += outcome.jobs();
    slowest = Math.max(slowest, outcome.settledAfter());
    outcome.scenario().traits().forEach(trait -> traits.merge(trait, 1L, Long::sum));
    outcome
        .coverage()
        .forEach(
            (point, count) -> {
              times.merge(point, (long) count, Long::sum);
              inSeeds.merge(point, 1L, Long::sum);
            });
  }

  long seeds() {
    return seeds;
  }

  /** In how many seeds something was seen. */
  long seedsWith(CoveragePoint point) {
    return inSeeds.getOrDefault(point, 0L);
  }

  /** {@code 2000 seeds, 0 violations}. */
  String summary() {
    return "%d seeds, %d violations".formatted(seeds, violations);
  }

  /** Everything that was counted. */
  String table() {
    StringBuilder text = new StringBuilder();
    line(text, "turns and events", steps);
    line(text, "jobs created", jobs);
    line(text, "ticks until settled, at most", slowest);
    for (Trait trait : Trait.values()) {
      line(text, "seeds that are " + trait, traits.getOrDefault(trait, 0L));
    }
    text.append("%-40s %10s %10s%n".formatted("seen", "times", "in seeds"));
    for (CoveragePoint point : CoveragePoint.values()) {
      text.append(
          "%-40s %10d %10d%n".formatted(point, times.getOrDefault(point, 0L), seedsWith(point)));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long number) {
    text.append("%-40s %10d%n".formatted(what, number));
  }
}
