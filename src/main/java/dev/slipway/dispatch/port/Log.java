package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import java.util.Map;
import java.util.Optional;

/** Port: the log. Safe for use by many threads. */
public interface Log {

  /** Who must care. */
  enum Severity {
    /** Nobody: the way of things. User mistakes belong here: they are told to the user. */
    INFO,
    /** An operator, if it goes on: somebody outside failed us. */
    WARNING,
    /** Us: a bug. */
    ERROR
  }

  /**
   * One line.
   *
   * @param severity who must care
   * @param event the stable ID to search for
   * @param message for people: the fact, then what to do
   * @param submission the submission's ID; empty when it concerns none
   * @param resource the persistent resource's ID; empty when it concerns none
   * @param cause what was thrown, if anything
   * @param fields what programs read
   */
  record Entry(
      Severity severity,
      LogEvent event,
      String message,
      String submission,
      String resource,
      Optional<Throwable> cause,
      Map<LogField, String> fields) {

    public Entry {
      fields = Map.copyOf(fields);
    }

    /**
     * A line that concerns no submission and no persistent resource, and has no cause or fields.
     */
    public static Entry of(Severity severity, LogEvent event, String message) {
      return new Entry(severity, event, message, "", "", Optional.empty(), Map.of());
    }

    /** The same line about a submission. */
    public Entry withSubmission(String id) {
      return new Entry(severity, event, message, id, resource, cause, fields);
    }

    /** The same line about a submission and its persistent resource. */
    public Entry about(SubmissionRecord record) {
      return withSubmission(record.id()).withResource(record.request().resource());
    }

    /** The same line about a persistent resource. */
    public Entry withResource(String id) {
      return new Entry(severity, event, message, submission, id, cause, fields);
    }

    /** The same line with what was thrown. */
    public Entry withCause(Throwable thrown) {
      return withCause(Optional.of(thrown));
    }

    /** The same line with what was thrown, if anything. */
    public Entry withCause(Optional<Throwable> thrown) {
      return new Entry(severity, event, message, submission, resource, thrown, fields);
    }

    /** The same line with what programs read. */
    public Entry withFields(Map<LogField, String> read) {
      return new Entry(severity, event, message, submission, resource, cause, read);
    }
  }

  /** Writes a line. Never throws. */
  void write(Entry entry);

  /**
   * Writes a line about a submission of which no record is at hand.
   *
   * @param cause what was thrown, if anything
   */
  default void about(
      Submission submission,
      Severity severity,
      LogEvent event,
      String message,
      Optional<Throwable> cause) {
    write(Entry.of(severity, event, message).withSubmission(submission.id()).withCause(cause));
  }

  /** Writes a line about a submission. */
  default void info(LogEvent event, SubmissionRecord about, String message) {
    info(event, about, message, Map.of());
  }

  /** Writes a line about a submission, with what programs read of it. */
  default void info(
      LogEvent event, SubmissionRecord about, String message, Map<LogField, String> fields) {
    write(Entry.of(Severity.INFO, event, message).about(about).withFields(fields));
  }

  /** Writes a warning about a submission. */
  default void warn(LogEvent event, SubmissionRecord about, String message) {
    write(Entry.of(Severity.WARNING, event, message).about(about));
  }
}
