package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusMerge;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.problem.Problem;
import java.util.Optional;

/**
 * Tells people: reads the status document, puts the news in, writes it where the same still stands.
 */
final class StatusPublisher {

  /** How often the document is read anew when somebody else writes it at the same time. */
  private static final int TRIES = 5;

  private final Ports ports;
  private final Log log;

  StatusPublisher(Ports ports, Log log) {
    this.ports = ports;
    this.log = log;
  }

  /**
   * Tells the news.
   *
   * @return whether the document says so now; when not, whoever looks next must try again
   */
  boolean publish(Status news) {
    return write(news.submission(), told -> merged(told, news));
  }

  /**
   * Tells what the record says where its writer died before telling it; where it was told, nothing
   * is changed.
   */
  void repair(Status news) {
    write(
        news.submission(),
        told ->
            told.filter(status -> status.submission().equals(news.submission()))
                    .filter(status -> status.revision() >= news.revision())
                    .isPresent()
                ? Optional.empty()
                : merged(told, news));
  }

  /**
   * Adds a warning to what is told of a submission, if anything is.
   *
   * @return false when that could not be written
   */
  boolean warn(Submission submission, Problem warning) {
    return write(
        submission,
        told ->
            told.filter(status -> status.submission().equals(submission))
                .flatMap(status -> StatusMerge.warned(status, warning)));
  }

  /** Makes the next document of the one that stands; empty when it may stand as it is. */
  private interface StatusChange {
    Optional<Status> apply(Optional<Status> told);
  }

  private boolean write(Submission submission, StatusChange change) {
    try {
      for (int i = 0; i < TRIES; i++) {
        Optional<Versioned<Status>> old = ports.statuses().read(submission);
        Optional<Status> next = change.apply(old.map(Versioned::value));
        if (next.isEmpty() || ports.statuses().write(next.get(), old)) {
          return true;
        }
      }
      notWritten(submission, "somebody else writes it again and again");
    } catch (RetryLater e) {
      notWritten(submission, String.valueOf(e.getMessage()));
    }
    return false;
  }

  private Optional<Status> merged(Optional<Status> told, Status news) {
    if (told.isEmpty()) {
      return Optional.of(news);
    }
    if (told.get().submission().equals(news.submission())) {
      return StatusMerge.next(told.get(), news);
    }
    return isLive(news.submission())
        ? Optional.of(StatusMerge.takeOver(told.get(), news))
        : earlier(told.get(), news);
  }

  /**
   * An end is written although the document stays the same: whoever read it before, took this
   * generation for the live one and is about to tell that it waits must find that it has changed.
   */
  private Optional<Status> earlier(Status told, Status news) {
    Optional<Status> noted = StatusMerge.noteEarlier(told, news, hasEnded(news));
    return news.state().isOver() ? noted.or(() -> Optional.of(told)) : noted;
  }

  /**
   * Of an earlier generation no revision is kept, so that old news of it look like any others: but
   * {@code done/ID} stands before its end is told.
   */
  private boolean hasEnded(Status news) {
    return news.state().isOver() || ports.outcomes().exists(news.submission().id());
  }

  private boolean isLive(Submission submission) {
    return ports
        .specs()
        .live(submission.bucket(), submission.object())
        .filter(spec -> spec.submission().equals(submission))
        .isPresent();
  }

  private void notWritten(Submission submission, String why) {
    log.about(
        submission,
        Log.Severity.WARNING,
        LogEvent.STATUS_NOT_WRITTEN,
        "the status of " + submission + " was not written: " + why + "; a tick tries again",
        Optional.empty());
  }
}
