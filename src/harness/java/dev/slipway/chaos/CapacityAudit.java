package dev.slipway.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether the pools sufficed, at the moment of each launch. */
final class CapacityAudit {

  /**
   * What was found.
   *
   * @param violations launches beyond what was free, nothing excusing them
   * @param late launches beyond what was free, by or beside a job that was created late
   * @param byOthers launches beyond what was free, since others had started a job too lately to be
   *     seen
   */
  record CapacityFindings(List<Violation> violations, int late, int byOthers) {}

  private final List<JobRun> runs;
  private final Map<String, Long> capacities;
  private final Set<String> excused;
  private final List<Violation> violations = new ArrayList<>();
  private int late;
  private int byOthers;

  private CapacityAudit(List<JobRun> runs, Map<String, Long> capacities) {
    this.runs = runs;
    this.capacities = capacities;
    this.excused =
        runs.stream()
            .filter(JobRun::isLate)
            .map(JobRun::submission)
            .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * Looks at all launches.
   *
   * @param runs every job there ever was
   * @param capacities replicas of each pool, by resource and machine type
   */
  static CapacityFindings audit(List<JobRun> runs, Map<String, Long> capacities) {
    CapacityAudit pools = new CapacityAudit(runs, capacities);
    runs.stream()
        .filter(JobRun::isOurs)
        .forEach(run -> run.demand().keySet().forEach(pool -> pools.look(run, pool)));
    return new CapacityFindings(List.copyOf(pools.violations), pools.late, pools.byOthers);
  }

  private void look(JobRun launched, String pool) {
    Instant at = launched.from();
    long capacity = capacities.getOrDefault(pool, 0L);
    long all = held(pool, at, run -> true);
    if (all <= capacity) {
      return;
    }
    if (isExcused(launched)) {
      late++;
    } else if (held(pool, at, run -> run.isOurs() ? !isExcused(run) : isSeenBy(run, launched))
        > capacity) {
      violations.add(
          new Violation(
              Violation.BrokenPromise.OVER_COMMITTED,
              "%s needs %d of the %d of %s: %s"
                  .formatted(launched.name(), all, capacity, pool, at)));
    } else if (held(pool, at, JobRun::isOurs) > capacity) {
      late++;
    } else {
      byOthers++;
    }
  }

  private boolean isExcused(JobRun run) {
    return excused.contains(run.submission());
  }

  /** Somebody else's job that was there before the oldest look from which this may be launched. */
  private static boolean isSeenBy(JobRun other, JobRun launched) {
    Instant look = launched.claimed().orElse(launched.from()).minus(ChaosPlan.LOOK_LASTS);
    return other.from().isBefore(look);
  }

  private long held(String pool, Instant at, Predicate<JobRun> which) {
    return runs.stream()
        .filter(run -> run.holdsAt(at))
        .filter(which)
        .mapToLong(run -> run.demand().getOrDefault(pool, 0L))
        .sum();
  }
}
