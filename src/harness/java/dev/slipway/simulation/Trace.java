package dev.slipway.simulation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.simulation.time.InvariantViolated;
import dev.slipway.simulation.time.Scheduler;
import dev.slipway.simulation.time.SeededRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What happened in one simulation: its history, what was to be seen, what did not hold. */
final class Trace {

  private final Scheduler scheduler;
  private final List<String> lines = new ArrayList<>();
  private final Map<CoveragePoint, Integer> coverage = new EnumMap<>(CoveragePoint.class);
  private final Map<String, String> aliases = new HashMap<>();
  private Optional<String> violation = Optional.empty();

  Trace(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** From now on a submission is called so. */
  void setAlias(String id, String alias) {
    aliases.put(id, alias);
  }

  /** A submission's name for readers. */
  String alias(String id) {
    return aliases.getOrDefault(id, id);
  }

  /** An object's name for readers: with the submission's instead of its ID. */
  String object(String name) {
    int slash = name.indexOf('/') + 1;
    return name.startsWith("queue/") || name.startsWith("done/")
        ? name.substring(0, slash) + alias(name.substring(slash))
        : name;
  }

  /** A job's name for readers: {@code job 3 of job-1#1}. */
  String job(VertexJob job) {
    return job(job.job());
  }

  /** The same. */
  String job(Job job) {
    String of = job.submission().isEmpty() ? "somebody" : alias(job.submission());
    return job(job.name()) + " of " + of;
  }

  /** The same of a full name. */
  String job(String name) {
    return "job " + name.substring(name.lastIndexOf('/') + 1);
  }

  /** Several jobs, for readers. */
  String jobs(List<Job> jobs) {
    return jobs.stream()
        .map(job -> job.name().substring(job.name().lastIndexOf('/') + 1) + " " + job.shownState())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Something happened. */
  void record(String who, String what) {
    StringBuilder line = new StringBuilder(64 + what.length());
    time(line).append(' ').append(who);
    for (int i = who.length(); i < 8; i++) {
      line.append(' ');
    }
    lines.add(line.append(' ').append(what).toString());
  }

  private StringBuilder time(StringBuilder line) {
    long millis = scheduler.now() / SeededRandom.MILLI;
    padded(line, millis / 60_000, 100).append(':');
    padded(line, millis / 1000 % 60, 10).append('.');
    return padded(line, millis % 1000, 100);
  }

  private static StringBuilder padded(StringBuilder line, long number, long full) {
    for (long least = full; least > 1 && number < least; least /= 10) {
      line.append('0');
    }
    return line.append(number);
  }

  /** Something worth counting was seen. */
  void covered(CoveragePoint point) {
    coverage.merge(point, 1, Integer::sum);
  }

  /** An invariant does not hold: the simulation ends here. */
  InvariantViolated violated(String what) {
    if (violation.isEmpty()) {
      violation = Optional.of(what);
      record("RULES", "VIOLATION: " + what);
    }
    scheduler.end();
    return new InvariantViolated(what);
  }

  /** Throws unless it holds. */
  void require(boolean holds, String what) {
    if (!holds) {
      throw violated(what);
    }
  }

  Optional<String> violation() {
    return violation;
  }

  List<String> lines() {
    return lines;
  }

  Map<CoveragePoint, Integer> coverage() {
    return coverage;
  }

  /** Tells whether two histories are the same. */
  long fingerprint() {
    long hash = 1125899906842597L;
    for (String line : lines) {
      for (int i = 0; i < line.length(); i++) {
        hash = 31 * hash + line.charAt(i);
      }
    }
    return hash;
  }
}
