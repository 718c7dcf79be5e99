package dev.slipway.dispatch;

import java.util.Optional;
import java.util.Set;

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

  /**
   * IDs of the submissions that are told under the names of a range of objects, whose own names are
   * short enough to stand in a status' name; listing only.
   *
   * @param bucket the objects' bucket
   * @param from the first name of the range; empty for no bound
   * @param before the first name past the range; empty for no bound
   */
  Set<String> told(String bucket, String from, String before);

  /** Keeps what could not be read, for people to look at, under {@code status/_unreadable/}. */
  void keepUnreadable(String name, byte[] content);
}
