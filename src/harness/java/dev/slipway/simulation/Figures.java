package dev.slipway.simulation;

import dev.slipway.simulation.Simulation.SeedResult;
import java.util.EnumMap;
import java.util.Map;

/** What many seeds came to. */
final class Figures {

  private long seeds;
  private long violations;
  private long happenings;
  private long jobs;
  private int slowest;
  private final Map<Trait, Long> traits = new EnumMap<>(Trait.class);
  private final Map<Sight, Long> times = new EnumMap<>(Sight.class);
  private final Map<Sight, Long> inSeeds = new EnumMap<>(Sight.class);

  void add(SeedResult outcome) {
    seeds++;
    violations += outcome.violation().isPresent() ? 1 : 0;
    happenings += outcome.happenings();
    jobs += outcome.jobs();
    slowest = Math.max(slowest, outcome.settledAfter());
    outcome.scenario().traits().forEach(trait -> traits.merge(trait, 1L, Long::sum));
    outcome
        .sights()
        .forEach(
            (sight, count) -> {
              times.merge(sight, (long) count, Long::sum);
              inSeeds.merge(sight, 1L, Long::sum);
            });
  }

  long seeds() {
    return seeds;
  }

  /** In how many seeds something was seen. */
  long seedsWith(Sight sight) {
    return inSeeds.getOrDefault(sight, 0L);
  }

  /** {@code 2000 seeds, 0 violations}. */
  String summary() {
    return "%d seeds, %d violations".formatted(seeds, violations);
  }

  /** Everything that was counted. */
  String table() {
    StringBuilder text = new StringBuilder();
    line(text, "turns and events", happenings);
    line(text, "jobs created", jobs);
    line(text, "ticks until settled, at most", slowest);
    for (Trait trait : Trait.values()) {
      line(text, "seeds that are " + trait, traits.getOrDefault(trait, 0L));
    }
    text.append("%-40s %10s %10s%n".formatted("seen", "times", "in seeds"));
    for (Sight sight : Sight.values()) {
      text.append(
          "%-40s %10d %10d%n".formatted(sight, times.getOrDefault(sight, 0L), seedsWith(sight)));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long number) {
    text.append("%-40s %10d%n".formatted(what, number));
  }
}
