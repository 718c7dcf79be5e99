package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import java.util.Map;
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
  Optional<Versioned<Status>> read(Submission submission);

  /**
   * Writes a status where exactly that version stood, or where none stood.
   *
   * @return false when something else stands there by now
   */
  boolean write(Status status, Optional<Versioned<Status>> old);

  /**
   * Part of what is told, by the names of the objects.
   *
   * @param revisions the revision that each submission's status tells, by the submission's ID; 0
   *     where a version before this one wrote it
   * @param next the name that the next part begins at; empty when this was the last
   */
  record RevisionPage(Map<String, Integer> revisions, Optional<String> next) {
    public RevisionPage {
      revisions = Map.copyOf(revisions);
    }
  }

  /**
   * The statuses of a bucket's objects in the order of the objects' names, whose names are short
   * enough to stand in a status' name: one call, however many there are.
   *
   * @param bucket the objects' bucket, or {@link Submission#PUBSUB}
   * @param from the object's name to begin at, which need not exist; empty for the first
   */
  RevisionPage page(String bucket, String from);

  /**
   * Keeps the beginning of an event that could not be read, for operators to look at. It is no
   * status, and may hold what is not for those who read statuses.
   */
  void keepUnreadable(String name, byte[] content);
}
