package dev.slipway.dispatch;

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
   */
  record Entry(
      Severity severity,
      LogEvent event,
      String message,
      String submission,
      String resource,
      Optional<Throwable> cause) {}

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
  default void info(LogEvent event, QueueRecord about, String message) {
    write(
        new Entry(
            Severity.INFO, event, message, about.id(), about.ask().resource(), Optional.empty()));
  }

  /** Writes a warning about a submission. */
  default void warn(LogEvent event, QueueRecord about, String message) {
    write(
        new Entry(
            Severity.WARNING,
            event,
            message,
            about.id(),
            about.ask().resource(),
            Optional.empty()));
  }
}
