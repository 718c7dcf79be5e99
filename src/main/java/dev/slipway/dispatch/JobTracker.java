package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows launched jobs to their end. */
final class JobTracker {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final OutcomeRecorder recorder;
  private final StatusPublisher publisher;

  JobTracker(
      Ports ports,
      Settings settings,
      Log log,
      StatusPublisher publisher,
      OutcomeRecorder recorder) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.publisher = publisher;
    this.recorder = recorder;
  }

  /** Writes down what has become of a job. */
  void follow(Versioned<SubmissionRecord> launched, Job job) {
    State state = job.shownState();
    Lifecycle lifecycle = launched.value().lifecycle();
    if (state.isOver()) {
      recorder.end(launched, state, why(launched.value(), state, job));
      return;
    }
    if (state != lifecycle.state() && job.state().isPresent()) {
      change(launched, state);
    }
    if (lifecycle.wish().cancelsJob() && !job.is(State.CANCELLING)) {
      cancel(launched.value(), job);
    }
  }

  /** Asked again by each pass until the job says so itself: Vertex AI may have missed it. */
  private void cancel(SubmissionRecord entry, Job job) {
    if (!job.submission().equals(entry.id())) {
      log.warn(
          LogEvent.JOB_NOT_OURS,
          entry,
          job.name()
              + " is not cancelled: the record of "
              + entry.submission()
              + " names it, but its label "
              + Jobs.SUBMISSION_LABEL
              + " does not name that submission");
      return;
    }
    ports.jobs().cancel(job.name());
    log.info(
        LogEvent.JOB_CANCEL_ASKED,
        entry,
        job.name()
            + " is to be cancelled, since "
            + (entry.lifecycle().wish() == Wish.CANCEL_ASKED
                ? "somebody asked for that: "
                : "its spec was deleted: ")
            + entry.submission());
  }

  /** A job that no list has: it may be too new to be listed, or somebody deleted it. */
  void miss(Versioned<SubmissionRecord> launched, Optional<Instant> bucketNow) {
    boolean isNew =
        bucketNow
            .map(now -> Duration.between(launched.updated(), now))
            .filter(age -> age.compareTo(settings.launchGrace()) >= 0)
            .isEmpty();
    if (isNew) {
      return;
    }
    String name = launched.value().lifecycle().job();
    ports
        .jobs()
        .find(name)
        .ifPresentOrElse(
            job -> follow(launched, job),
            () ->
                recorder.end(
                    launched,
                    State.CANCELLED,
                    List.of(Problem.of(ProblemCode.JOB_GONE, "", "job", name))));
  }

  private void change(Versioned<SubmissionRecord> launched, State state) {
    SubmissionRecord entry = launched.value();
    Lifecycle lifecycle = entry.lifecycle();
    SubmissionRecord next = entry.with(lifecycle.asJob(lifecycle.job(), state, ports.time().now()));
    if (ports.update(launched, next).isPresent()) {
      log.info(LogEvent.JOB_CHANGED, next, lifecycle.job() + " is " + state);
      publisher.publish(StatusFactory.active(next, List.of(), List.of()));
    }
  }

  /** A job that was cancelled because somebody asked for that says so first. */
  private static List<Problem> why(SubmissionRecord entry, State state, Job job) {
    Wish wish = entry.lifecycle().wish();
    return Stream.concat(
            state == State.CANCELLED && wish == Wish.CANCEL_ASKED
                ? Stream.of(wish.whyWithdrawn())
                : Stream.of(),
            problems(job).stream())
        .toList();
  }

  /** Why a job failed, in Vertex AI's own words. */
  static List<Problem> problems(Job job) {
    return job.error().isEmpty()
        ? List.of()
        : List.of(Problem.of(ProblemCode.JOB_FAILED, "", "message", job.error()));
  }
}
