package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.LogField;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a job's name to its record. A record takes one name and keeps it; a job whose submission
 * names another is surplus and is cancelled.
 */
final class JobBinding {

  /** How often a record that changes under our hands is read again. */
  private static final int TRIES = 5;

  /** For so long a surplus job may run while its submission's status cannot be written. */
  private static final Duration UNPUBLISHED_AT_MOST = Duration.ofMinutes(5);

  private final Ports ports;
  private final Log log;
  private final StatusPublisher publisher;
  private final OutcomeRecorder recorder;

  JobBinding(Ports ports, Log log, StatusPublisher publisher, OutcomeRecorder recorder) {
    this.ports = ports;
    this.log = log;
    this.publisher = publisher;
    this.recorder = recorder;
  }

  /**
   * Binds a job that was found for a record, and publishes the status.
   *
   * @param problems why the job failed, if it is over already
   */
  void adopt(Versioned<SubmissionRecord> stored, byte[] spec, Created job, List<Problem> problems) {
    bind(stored, spec, job, problems, List.of()).ifPresent(publisher::publish);
  }

  /**
   * Binds the job that was created for a claimed record.
   *
   * @param problems why the job failed, if it is over already
   * @param warnings what to look at although the job runs, to be published with its name
   * @return the status to publish; empty when there is nothing left to publish
   */
  Optional<Status> bind(
      Versioned<SubmissionRecord> stored,
      byte[] spec,
      Created job,
      List<Problem> problems,
      List<Problem> warnings) {
    return offer(stored, spec, job, problems, warnings)
        .or(() -> settle(stored.value(), job, problems, warnings))
        .flatMap(Bound::status);
  }

  /**
   * A job's name was written to its record.
   *
   * @param status what to publish; empty when the job is over, and that was published
   */
  private record Bound(Optional<Status> status) {}

  private Optional<Bound> offer(
      Versioned<SubmissionRecord> stored,
      byte[] spec,
      Created job,
      List<Problem> problems,
      List<Problem> warnings) {
    SubmissionRecord entry = stored.value();
    State state = job.state();
    Lifecycle lifecycle = entry.lifecycle().asJob(job.name(), state, ports.time().now());
    if (state.isOver()) {
      return recorder
          .end(stored, lifecycle, problems, spec)
          .map(over -> new Bound(Optional.empty()));
    }
    SubmissionRecord next = entry.with(lifecycle);
    Optional<Versioned<SubmissionRecord>> written = ports.queue().replace(stored, next, spec);
    written.ifPresent(
        named ->
            log.info(
                LogEvent.JOB_LAUNCHED,
                next,
                next.submission() + " launched as " + job.name(),
                Map.of(LogField.UPLOAD_TO_LAUNCH, seconds(next.request().arrival(), named))));
    return written.map(
        named -> new Bound(Optional.of(StatusFactory.active(next, List.of(), warnings))));
  }

  /** Two clocks of Google's, which may disagree a little. */
  private static String seconds(Instant arrival, Versioned<SubmissionRecord> named) {
    long millis = Math.max(0, Duration.between(arrival, named.updated()).toMillis());
    return BigDecimal.valueOf(millis, /* scale= */ 3).toPlainString();
  }

  /** Somebody else wrote the record: it may name this job, another, or none yet. */
  private Optional<Bound> settle(
      SubmissionRecord entry, Created job, List<Problem> problems, List<Problem> warnings) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<SubmissionRecord>> current = ports.queue().read(entry.id());
      if (current.isEmpty()) {
        judgeByEnding(entry.id(), entry.request().resource(), job.name(), ports.time().now());
        return Optional.empty();
      }
      Lifecycle lifecycle = current.get().value().lifecycle();
      if (lifecycle.job().equals(job.name())) {
        return Optional.empty();
      }
      if (!lifecycle.job().isEmpty() || lifecycle.state().isOver()) {
        cancelSurplus(current.get().value(), job.name(), ports.time().now());
        return Optional.empty();
      }
      Optional<Bound> bound =
          ports
              .queue()
              .spec(current.get())
              .flatMap(spec -> offer(current.get(), spec, job, problems, warnings));
      if (bound.isPresent()) {
        return bound;
      }
    }
    log.warn(
        LogEvent.JOB_UNCONFIRMED,
        entry,
        job.name() + " could not be written to its record; the next pass finds it by its labels");
    return Optional.empty();
  }

  private void judgeByEnding(String id, String resource, String job, Instant created) {
    Optional<Status> told = ports.outcomes().find(id).map(Outcome::status);
    if (told.isEmpty()) {
      warnUnclaimed(id, resource, job);
    } else if (!told.get().job().equals(job)) {
      publisher.repair(told.get());
      cancelSurplus(told.get().submission(), resource, job, created);
    }
  }

  /**
   * Says that a submission has a second job, and cancels that.
   *
   * @param entry its record, which names another job or is over
   * @param created when the job was made
   */
  void cancelSurplus(SubmissionRecord entry, String job, Instant created) {
    if (entry.lifecycle().mayHold()) {
      // The process that bound the other job may not have published the status yet, and a warning
      // can only be added to a status that exists.
      publisher.repair(StatusFactory.active(entry, List.of(), List.of()));
    }
    cancelSurplus(entry.submission(), entry.request().resource(), job, created);
  }

  /**
   * Told first: once it is cancelled it is not looked at again, and the status would never say so.
   * What cannot be told now is left to the next pass, which sees the job again; but not for long,
   * as it holds replicas.
   */
  private void cancelSurplus(Submission submission, String resource, String job, Instant created) {
    boolean isTold =
        publisher.warn(submission, Problem.of(ProblemCode.SURPLUS_JOB_CANCELLED, "", "job", job));
    if (!isTold && ports.time().now().isBefore(created.plus(UNPUBLISHED_AT_MOST))) {
      return;
    }
    ports.jobs().cancel(job);
    log.write(
        Log.Entry.of(
                Log.Severity.WARNING,
                LogEvent.JOB_SURPLUS,
                job + " is not the job that " + submission + " names, and was cancelled")
            .withSubmission(submission.id())
            .withResource(resource));
  }

  /**
   * A live job of a submission that has no record: it is the one that its ending names, or surplus,
   * or not ours.
   */
  void claimEnded(Job job) {
    judgeByEnding(job.submission(), job.persistentResource(), job.name(), job.created());
  }

  /** Says that a job carries our labels although nobody knows its submission. */
  private void warnUnclaimed(String submission, String resource, String job) {
    log.write(
        Log.Entry.of(
                Log.Severity.WARNING,
                LogEvent.JOB_UNCLAIMED,
                job
                    + " carries our labels, but neither a record nor an ending of its submission"
                    + " exists: it is left alone; cancel it by hand if nobody wants it")
            .withSubmission(submission)
            .withResource(resource));
  }
}
