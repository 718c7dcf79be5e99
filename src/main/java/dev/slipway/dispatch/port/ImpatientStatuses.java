package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statuses as one event uses them. A document that others write again and again can keep a call
 * for half a minute before it fails: after that nothing more is asked about its object, so that
 * many submissions of one object do not use up the time of all others. The sweep and later ticks
 * try again. For one event; safe for use by many threads.
 */
final class ImpatientStatuses implements Statuses {

  private final Statuses statuses;
  private final Set<List<String>> failed = new HashSet<>();

  ImpatientStatuses(Statuses statuses) {
    this.statuses = statuses;
  }

  @Override
  public Optional<Versioned<Status>> read(Submission submission) {
    requirePatience(submission);
    try {
      return statuses.read(submission);
    } catch (RetryLater e) {
      throw noted(submission, e);
    }
  }

  @Override
  public boolean write(Status status, Optional<Versioned<Status>> old) {
    requirePatience(status.submission());
    try {
      return statuses.write(status, old);
    } catch (RetryLater e) {
      throw noted(status.submission(), e);
    }
  }

  private synchronized void requirePatience(Submission submission) {
    if (failed.contains(object(submission))) {
      String message = "the status of its object could not be read or written a moment ago";
      throw new RetryLater(message, new IllegalStateException(message));
    }
  }

  private synchronized RetryLater noted(Submission submission, RetryLater why) {
    failed.add(object(submission));
    return why;
  }

  private static List<String> object(Submission submission) {
    return List.of(submission.bucket(), submission.object());
  }

  @Override
  public RevisionPage page(String bucket, String from) {
    return statuses.page(bucket, from);
  }

  @Override
  public void keepUnreadable(String name, byte[] content) {
    statuses.keepUnreadable(name, content);
  }
}
