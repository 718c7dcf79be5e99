package dev.slipway.cli.doctor;

import dev.slipway.cli.Deployment;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.problem.Problem;
import dev.slipway.report.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what a deployment's state says of its life. Throws what the bucket's calls throw. */
final class HealthCheckup {

  /** Sweeps are noted each five minutes, by the first tick after. */
  private static final Duration SWEPT_WITHIN = Duration.ofMinutes(7);

  /**
   * The Date header has whole seconds; beyond this, times in statuses mislead whoever reads them.
   */
  private static final Duration CLOCKS_AGREE_WITHIN = Duration.ofSeconds(5);

  /** Statuses that are read for what their warnings say. */
  private static final int STATUSES_READ = 20;

  private static final String NO_TICK =
      "Look whether Cloud Scheduler's job runs, its topic's subscription pushes to the launcher,"
          + " and the launcher starts; its log says slipway.sweep.failed where it may not list"
          + " specs.";

  private final Deployment deployment;
  private final InstantSource clock;

  HealthCheckup(Deployment deployment, InstantSource clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * When the clock was last answered, and whether ours is right. With nothing to do a tick leaves
   * no trace but this: it sweeps each five minutes, and notes that.
   */
  List<Finding> tick() {
    Optional<Duration> ahead = ServerClock.ahead(deployment.address().storageEmulator(), clock);
    Instant now = clock.instant().plus(ahead.orElse(Duration.ZERO));
    Finding tick =
        deployment
            .control()
            .sweep()
            .map(sweep -> tick(sweep, now))
            .orElseGet(
                () ->
                    Finding.wrong(
                        "last tick", "none was ever answered: there is no control/sweep", NO_TICK));
    return List.of(tick, clocks(ahead));
  }

  private static Finding tick(Versioned<Control.SweepState> sweep, Instant now) {
    Duration age = Duration.between(sweep.updated(), now);
    String fact = "the launcher swept last at " + sweep.updated();
    return age.compareTo(SWEPT_WITHIN) <= 0
        ? Finding.right(
            "last tick", fact + ": ticks arrive, and its account reads specs and writes its state")
        : Finding.wrong(
            "last tick", fact + ", " + age.toMinutes() + " minutes ago; it does each 5", NO_TICK);
  }

  private static Finding clocks(Optional<Duration> ahead) {
    return ahead
        .map(
            by ->
                by.abs().compareTo(CLOCKS_AGREE_WITHIN) <= 0
                    ? Finding.right("clocks", "this machine and Cloud Storage agree on the time")
                    : Finding.wrong(
                        "clocks",
                        "this machine is %d s %s Cloud Storage"
                            .formatted(
                                by.abs().toSeconds(), by.isNegative() ? "ahead of" : "behind"),
                        "Set its clock: ages that are told here are wrong by that much."))
        .orElseGet(() -> Finding.unknown("clocks", "Cloud Storage does not say its time", ""));
  }

  /** What waits and runs, what nobody serves any more, and what those who wait are warned of. */
  List<Finding> queue() {
    Queue.Listing queue = deployment.queue().list();
    List<SubmissionRecord> records = queue.records().stream().map(Versioned::value).toList();
    List<Finding> findings = new ArrayList<>();
    if (!queue.unreadable().isEmpty()) {
      findings.add(
          Finding.wrong(
              "queue",
              "records that no such version can read: " + String.join(", ", queue.unreadable()),
              "Deploy the version that wrote them, or delete queue/ID and upload the spec again."));
    }
    records.stream()
        .filter(entry -> entry.lifecycle().isSetAside())
        .map(HealthCheckup::setAside)
        .forEach(findings::add);
    warnings(records).values().stream().map(HealthCheckup::warned).forEach(findings::add);
    return findings.isEmpty() ? List.of(Finding.right("queue", summary(records))) : findings;
  }

  private static String summary(List<SubmissionRecord> records) {
    long waiting = records.stream().filter(SubmissionRecord::isWaiting).count();
    return waiting + " waiting, " + (records.size() - waiting) + " on their way or running";
  }

  private static Finding setAside(SubmissionRecord entry) {
    return Finding.wrong(
        "queue",
        entry.submission()
            + " is set aside: a bug struck it "
            + entry.lifecycle().failures()
            + " times",
        "Report the log's entries slipway.record.failed; upload the spec again once that is"
            + " mended.");
  }

  /** By their words, those that several have once. */
  private Map<String, Problem> warnings(List<SubmissionRecord> records) {
    Map<String, Problem> warnings = new LinkedHashMap<>();
    records.stream()
        .filter(SubmissionRecord::isWaiting)
        .limit(STATUSES_READ)
        .flatMap(entry -> deployment.statuses().read(entry.submission()).stream())
        .flatMap(status -> status.value().warnings().stream())
        .forEach(warning -> warnings.put(Wording.detail(warning), warning));
    return warnings;
  }

  private static Finding warned(Problem warning) {
    return Finding.wrong(
        "queue", "somebody waits since " + Wording.detail(warning), Wording.help(warning));
  }

  /** Whether somebody paused launching. */
  Finding pause() {
    return deployment
        .control()
        .pause()
        .map(
            pause ->
                Finding.unknown(
                    "launching",
                    "is paused since "
                        + pause.since()
                        + (pause.reason().isEmpty() ? "" : ": " + pause.reason()),
                    "'slipway resume' ends that."))
        .orElseGet(() -> Finding.right("launching", "is not paused"));
  }
}
