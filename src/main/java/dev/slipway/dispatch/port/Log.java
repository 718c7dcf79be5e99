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

    /** A line of which programs read no more than its event. */
    public Entry(
        Severity severity,
        LogEvent event,
        String message,
        String submission,
        String resource,
        Optional<Throwable> cause) {
      this(severity, event, message, submission, resource, cause, Map.of());
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
    write(new Entry(severity, event, message, submission.id(), "", cause));
  }

  /** Writes a line about a submission. */
  default void info(LogEvent event, SubmissionRecord about, String message) {
    info(event, about, message, Map.of());
  }

  /** Writes a line about a submission, with what programs read of it. */
  default void info(
      LogEvent event, SubmissionRecord about, String message, Map<LogField, String> fields) {
    write(
        new Entry(
            Severity.INFO,
            event,
            message,
            about.id(),
            about.request().resource(),
            Optional.empty(),
            fields));
  }

  /** Writes a warning about a submission. */
  default void warn(LogEvent event, SubmissionRecord about, String message) {
    write(
        new Entry(
            Severity.WARNING,
            event,
            message,
            about.id(),
            about.request().resource(),
            Optional.empty()));
  }
}
