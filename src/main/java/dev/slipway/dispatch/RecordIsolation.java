package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps one bad record from stopping a pass: a bug that strikes it again and again sets it aside.
 */
final class RecordIsolation {

  private final Ports ports;
  private final Log log;
  private final StatusPublisher publisher;

  RecordIsolation(Ports ports, Log log, StatusPublisher publisher) {
    this.ports = ports;
    this.log = log;
    this.publisher = publisher;
  }

  /** Does something with a record; whatever goes wrong is logged and stays with that record. */
  void each(Versioned<SubmissionRecord> stored, Consumer<Versioned<SubmissionRecord>> action) {
    ask(
        stored,
        one -> {
          action.accept(one);
          return true;
        });
  }

  /** The same for what has a result; empty when something went wrong. */
  <T> Optional<T> ask(
      Versioned<SubmissionRecord> stored, Function<Versioned<SubmissionRecord>, T> action) {
    try {
      return Optional.of(action.apply(stored));
    } catch (RuntimeException e) {
      failed(stored, e);
    }
    return Optional.empty();
  }

  /** Does something about a job of which we have no record; whatever goes wrong stays with it. */
  void about(Job job, Runnable action) {
    try {
      action.run();
    } catch (RetryLater e) {
      reportLeft(job, Log.Severity.WARNING, e);
    } catch (RuntimeException e) {
      reportLeft(job, Log.Severity.ERROR, e);
    }
  }

  private void reportLeft(Job job, Log.Severity severity, RuntimeException why) {
    log.write(
        Log.Entry.of(
                severity,
                LogEvent.PASS_FAILED,
                job.name() + " is left to the next pass: " + why.getMessage())
            .withSubmission(job.submission())
            .withResource(job.persistentResource())
            .withCause(why));
  }

  /** Logs what went wrong with a record; what is a bug is counted on the record. */
  void failed(Versioned<SubmissionRecord> stored, RuntimeException failure) {
    if (failure instanceof RetryLater) {
      log.warn(
          LogEvent.PASS_FAILED,
          stored.value(),
          stored.value().submission() + " is left to the next pass: " + failure.getMessage());
    } else {
      reportBug(stored, failure);
    }
  }

  private void reportBug(Versioned<SubmissionRecord> stored, RuntimeException bug) {
    SubmissionRecord entry = stored.value();
    log.write(
        Log.Entry.of(
                Log.Severity.ERROR,
                LogEvent.RECORD_FAILED,
                "a bug struck " + entry.submission() + "; please report it with this log entry")
            .about(entry)
            .withCause(bug));
    try {
      countFailure(stored);
    } catch (RuntimeException e) {
      // Most likely the bucket again; but a record that cannot even be noted must not go further.
      log.warn(LogEvent.PASS_FAILED, entry, "its failure was not noted: " + e.getMessage());
    }
  }

  private void countFailure(Versioned<SubmissionRecord> stored) {
    Optional<Versioned<SubmissionRecord>> current = ports.queue().read(stored.value().id());
    if (current.isEmpty()
        || current.get().value().isOver()
        || current.get().value().lifecycle().isSetAside()) {
      return;
    }
    SubmissionRecord entry = current.get().value();
    SubmissionRecord next = entry.with(entry.lifecycle().failedOnce());
    if (ports.update(current.get(), next).isPresent() && next.lifecycle().isSetAside()) {
      Problem aside =
          Problem.of(ProblemCode.RECORD_SET_ASIDE, "", "times", next.lifecycle().failures());
      publisher.publish(StatusFactory.active(next, List.of(), List.of(aside)));
    }
  }
}
