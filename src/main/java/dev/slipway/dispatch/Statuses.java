package dev.slipway.dispatch;

import java.util.Optional;

/**
 * Port: the status documents, one for each object name. Every method throws {@link RetryLater} when
 * the bucket does not answer.
 */
public interface Statuses {

  /**
   * The status under the name of that submission's object, which may be another generation's; empty
   * when none stands.
   */
  Optional<Kept<Status>> read(Submission submission);

  /**
   * Writes a status where exactly that version stood, or where none stood.
   *
   * @return false when something else stands there by now
   */
  boolean write(Status status, Optional<Kept<Status>> old);

  /** Keeps what could not be read, for people to look at, under {@code status/_unreadable/}. */
  void keepUnreadable(String name, byte[] content);
}
