package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: all status documents at a glance; for those who look, never for a decision. Every method
 * throws {@link RetryLater} when the bucket does not answer.
 */
public interface StatusIndex {

  /**
   * A status document as a listing shows it.
   *
   * @param bucket the spec's bucket, or {@link Submission#PUBSUB}
   * @param object the spec's name or the message's key; empty when it is too long or too odd to
   *     stand in a status' name, and only the document itself tells it
   * @param id the submission's ID
   * @param state where it stands; empty when it is one that only a newer version knows
   * @param updated when it was written, by the bucket's clock
   * @param name of the document in the state bucket
   * @param generation of the document
   */
  record ListedStatus(
      String bucket,
      String object,
      String id,
      Optional<State> state,
      Instant updated,
      String name,
      String generation) {}

  /**
   * Part of all documents, unordered.
   *
   * @param isCut whether there are more, which were not looked at
   */
  record ListedStatuses(List<ListedStatus> entries, boolean isCut) {
    public ListedStatuses {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Lists documents: no more than that, by the order of their names; one call for each 1,000 or so.
   *
   * @param most at least 1
   */
  ListedStatuses list(int most);

  /**
   * What exactly that document says; empty when another stands there by now, or none, or one that
   * only a newer version can read.
   */
  Optional<Status> read(ListedStatus entry);
}
