package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.snapshot.JobIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The jobs of records that the list of live jobs lacks; most of them have ended. Vertex AI lists
 * jobs by the time they were created, so that one job of several weeks would make a list of several
 * weeks: the jobs launched first are therefore read by name, and only those after them are listed.
 */
final class UnlistedJobs {

  /** How many jobs are read by name: one call each, at the same time. */
  static final int READ_BY_NAME = 10;

  /** Clocks differ: how much earlier than our records Vertex AI may say that a job was created. */
  private static final Duration CLOCK_MARGIN = Duration.ofMinutes(10);

  private final Map<String, Supplier<Optional<Job>>> read;
  private final JobIndex listed;

  private UnlistedJobs(Map<String, Supplier<Optional<Job>>> read, JobIndex listed) {
    this.read = read;
    this.listed = listed;
  }

  /**
   * Begins to read the jobs that these records name, and lists them where there are many; makes no
   * call when there are no records.
   *
   * @throws RetryLater when they cannot be listed
   */
  static UnlistedJobs begin(Ports ports, List<SubmissionRecord> records) {
    List<SubmissionRecord> byLaunch =
        records.stream().sorted(Comparator.comparing(UnlistedJobs::firstLaunch)).toList();
    Map<String, Supplier<Optional<Job>>> read = new HashMap<>();
    byLaunch.stream()
        .limit(READ_BY_NAME)
        .map(entry -> entry.lifecycle().job())
        .forEach(name -> read.put(name, ports.reads().begin(() -> ports.jobs().find(name))));
    JobIndex listed =
        byLaunch.stream()
            .skip(READ_BY_NAME)
            .findFirst()
            .map(entry -> ports.jobs().launchedSince(firstLaunch(entry).minus(CLOCK_MARGIN)))
            .map(JobIndex::new)
            .orElse(new JobIndex(List.of()));
    return new UnlistedJobs(read, listed);
  }

  /**
   * The job of one of these records; empty when Vertex AI does not show it.
   *
   * @throws RetryLater when it cannot be read
   */
  Optional<Job> of(SubmissionRecord entry) {
    Supplier<Optional<Job>> byName = read.get(entry.lifecycle().job());
    return byName == null ? listed.of(entry) : byName.get();
  }

  /** Before that it had no job. Where the launch is so old that it was left out: when it began. */
  private static Instant firstLaunch(SubmissionRecord entry) {
    List<Transition> history = entry.lifecycle().history();
    return Stream.concat(
            history.stream().filter(step -> step.state() == State.LAUNCHING), history.stream())
        .map(Transition::at)
        .findFirst()
        .orElse(Instant.EPOCH);
  }
}
