package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.plan.Planner;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Settles launches of which nobody knows whether they made a job. Only looks and writes down: never
 * creates.
 */
final class Recovery {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final JobBinding binding;
  private final OutcomeRecorder recorder;
  private final StatusPublisher publisher;

  Recovery(
      Ports ports,
      Settings settings,
      Log log,
      StatusPublisher publisher,
      OutcomeRecorder recorder,
      JobBinding binding) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.publisher = publisher;
    this.recorder = recorder;
    this.binding = binding;
  }

  /**
   * Looks for the job of a record that is {@code LAUNCHING}.
   *
   * @param listed its job, where the look has it already
   * @param bucketNow the time by the bucket's clock; empty when we do not know it
   */
  void settle(
      Versioned<SubmissionRecord> launching, Optional<Job> listed, Optional<Instant> bucketNow) {
    SubmissionRecord entry = launching.value();
    Optional<Job> found =
        listed.or(
            () ->
                ports.jobs().ofAttempt(entry.id(), entry.lifecycle().attempt().id()).stream()
                    .findFirst());
    if (found.isPresent()) {
      adopt(launching, found.get());
    } else if (isPastGrace(launching, bucketNow)) {
      giveUp(launching);
    }
  }

  /** Takes a job that carries our labels as the record's own. */
  void adopt(Versioned<SubmissionRecord> stored, Job job) {
    if (ports.outcomes().exists(stored.value().id())) {
      // It was taken in anew after it had ended: the job is judged by that ending.
      ports.queue().delete(stored);
      binding.claimEnded(job);
      return;
    }
    ports
        .queue()
        .spec(stored)
        .ifPresent(
            spec -> {
              log.info(
                  LogEvent.JOB_ADOPTED,
                  stored.value(),
                  job.name()
                      + " was found by its labels as the job of "
                      + stored.value().submission());
              binding.adopt(
                  stored,
                  spec,
                  new Created(job.name(), job.shownState()),
                  JobTracker.problems(job));
            });
  }

  private boolean isPastGrace(Versioned<SubmissionRecord> launching, Optional<Instant> bucketNow) {
    return bucketNow
        .map(now -> Duration.between(launching.updated(), now))
        .filter(age -> age.compareTo(grace(launching.value())) >= 0)
        .isPresent();
  }

  /** That of the process which claimed the record: ours may be set to another. */
  private Duration grace(SubmissionRecord launching) {
    Duration claimed = launching.lifecycle().attempt().grace();
    return claimed.isZero() ? settings.launchGrace() : claimed;
  }

  private void giveUp(Versioned<SubmissionRecord> launching) {
    SubmissionRecord entry = launching.value();
    if (ports.outcomes().exists(entry.id())) {
      // It was taken in anew after it had ended, and whoever marked it died on finding that out.
      ports.queue().delete(launching);
      return;
    }
    if (settings.holdWhenUnknown() && entry.lifecycle().wish() != Wish.NONE) {
      recorder.end(
          launching,
          State.WITHDRAWN,
          List.of(entry.lifecycle().wish().whyWithdrawn(), neverSeen(entry)));
      return;
    }
    if (settings.holdWhenUnknown()) {
      Problem held =
          Problem.of(
              ProblemCode.HELD_FOR_A_PERSON, "", "attempt", entry.lifecycle().attempt().id());
      publisher.publish(StatusFactory.active(entry, List.of(), List.of(held)));
      return;
    }
    abandon(launching, ports.time().now());
  }

  private void abandon(Versioned<SubmissionRecord> launching, Instant now) {
    SubmissionRecord entry = launching.value();
    SubmissionRecord back = entry.with(abandoned(entry.lifecycle(), now));
    if (ports.update(launching, back).isEmpty()) {
      return;
    }
    log.warn(
        LogEvent.LAUNCH_ABANDONED,
        back,
        "no job of launch "
            + entry.lifecycle().attempt().id()
            + " was found within "
            + grace(entry)
            + "; "
            + entry.submission()
            + " waits again");
    if (back.lifecycle().backoff().retryAt().isAfter(now)) {
      publisher.publish(StatusFactory.backingOff(back, neverSeen(entry)));
    }
  }

  /**
   * Tried again at once the first time, as its process may simply have died; then later and later,
   * so that a launch which never succeeds does not keep those behind it from theirs.
   */
  private static Lifecycle abandoned(Lifecycle launching, Instant now) {
    return launching.backoff().refusals() == 0
        ? launching.refused(Instant.EPOCH, now)
        : launching.refused(Planner.retryAfter(launching.backoff().refusals(), now), now);
  }

  private static Problem neverSeen(SubmissionRecord entry) {
    return Problem.of(
        ProblemCode.LAUNCH_NEVER_CONFIRMED, "", "attempt", entry.lifecycle().attempt().id());
  }
}
