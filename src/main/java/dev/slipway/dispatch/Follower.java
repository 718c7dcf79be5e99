package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobState;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusOf;
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
final class Follower {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Finisher finisher;

  Follower(Ports ports, Settings settings, Log log) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.finisher = new Finisher(ports, log);
  }

  /** Writes down what has become of a job. */
  void follow(Kept<QueueRecord> launched, Job job) {
    State state = State.of(job.state());
    Progress progress = launched.value().progress();
    if (state.isOver()) {
      finisher.end(launched, state, why(launched.value(), state, job));
      return;
    }
    if (state != progress.state() && job.state() != JobState.UNKNOWN) {
      change(launched, state);
    }
    if (progress.wish().cancelsJob() && job.state() != JobState.CANCELLING) {
      cancel(launched.value(), job);
    }
  }

  /** Asked again by each pass until the job says so itself: Vertex AI may have missed it. */
  private void cancel(QueueRecord entry, Job job) {
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
            + (entry.progress().wish() == Wish.CANCEL_ASKED
                ? "somebody asked for that: "
                : "its spec was deleted: ")
            + entry.submission());
  }

  /** A job that no list has: it may be too new to be listed, or somebody deleted it. */
  void miss(Kept<QueueRecord> launched, Optional<Instant> bucketNow) {
    boolean isNew =
        bucketNow
            .map(now -> Duration.between(launched.updated(), now))
            .filter(age -> age.compareTo(settings.launchGrace()) >= 0)
            .isEmpty();
    if (isNew) {
      return;
    }
    String name = launched.value().progress().job();
    ports
        .jobs()
        .find(name)
        .ifPresentOrElse(
            job -> follow(launched, job),
            () ->
                finisher.end(
                    launched,
                    State.CANCELLED,
                    List.of(Problem.of(ProblemCode.JOB_GONE, "", "job", name))));
  }

  private void change(Kept<QueueRecord> launched, State state) {
    QueueRecord entry = launched.value();
    Progress progress = entry.progress();
    QueueRecord next = entry.with(progress.asJob(progress.job(), state, ports.time().now()));
    Optional<byte[]> spec = ports.queue().spec(launched);
    if (spec.isPresent() && ports.queue().replace(launched, next, spec.get()).isPresent()) {
      log.info(LogEvent.JOB_CHANGED, next, progress.job() + " is " + state);
      new StatusBoard(ports, log).tell(StatusOf.active(next, List.of(), List.of()));
    }
  }

  /** A job that was cancelled because somebody asked for that says so first. */
  private static List<Problem> why(QueueRecord entry, State state, Job job) {
    Wish wish = entry.progress().wish();
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
