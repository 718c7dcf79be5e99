package dev.slipway.plan;

import dev.slipway.spec.Requirements;
import java.time.Instant;
import java.util.Comparator;

/**
 * A submission that waits.
 *
 * @param id its ID
 * @param priority 0 to 9, higher goes first
 * @param arrival earlier goes first among equals
 * @param requirements what it asks for
 * @param decided whether it was once found to fit: then it is never rejected for its shape
 * @param refusals how often in a row Vertex AI refused it for now
 * @param retryAt not to be launched before
 */
public record PendingSubmission(
    String id,
    int priority,
    Instant arrival,
    Requirements requirements,
    boolean decided,
    int refusals,
    Instant retryAt) {

  /** The order of the queue: priority, then arrival, then ID so that it is always the same. */
  public static final Comparator<PendingSubmission> ORDER =
      Comparator.comparingInt((PendingSubmission w) -> -w.priority())
          .thenComparing(PendingSubmission::arrival)
          .thenComparing(PendingSubmission::id);
}
