package dev.slipway.dispatch.view;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Outcomes;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.Statuses;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one submission.
 *
 * @param status what its status says; made of its record when another generation's status stands
 *     under the object's name
 * @param entry its record; empty when it is over
 * @param spec its text as uploaded, what is not UTF-8 replaced; empty when it was not kept
 */
public record SubmissionDetails(Status status, Optional<SubmissionRecord> entry, String spec) {

  /** What is read. Nothing is written. */
  public record DetailSources(Queue queue, Outcomes endings, Statuses statuses) {}

  /**
   * Looks a submission up by its ID.
   *
   * @return empty when nothing is known of it
   * @throws RetryLater when the bucket does not answer, or what stands there cannot be read
   */
  public static Optional<SubmissionDetails> byId(DetailSources sources, String id) {
    Optional<Versioned<SubmissionRecord>> stored = sources.queue().read(id);
    if (stored.isPresent() && !stored.get().value().isOver()) {
      return Optional.of(active(sources, stored.get()));
    }
    return stored
        .flatMap(sources.queue()::ending)
        .or(() -> sources.endings().find(id))
        .map(outcome -> new SubmissionDetails(outcome.status(), Optional.empty(), outcome.spec()));
  }

  /**
   * Looks up the submission that a status stands for under an object's name.
   *
   * @param bucket the spec bucket, or {@link Submission#PUBSUB}
   * @param object the object's name, or the message's key
   * @return empty when no status stands there
   * @throws RetryLater when the bucket does not answer, or what stands there cannot be read
   */
  public static Optional<SubmissionDetails> byObject(
      DetailSources sources, String bucket, String object) {
    return sources
        .statuses()
        .read(new Submission(bucket, object, ""))
        .map(Versioned::value)
        .map(
            status ->
                byId(sources, status.submission().id())
                    .orElseGet(() -> new SubmissionDetails(status, Optional.empty(), "")));
  }

  private static SubmissionDetails active(
      DetailSources sources, Versioned<SubmissionRecord> stored) {
    SubmissionRecord entry = stored.value();
    Status status =
        sources
            .statuses()
            .read(entry.submission())
            .map(Versioned::value)
            .filter(told -> told.submission().equals(entry.submission()))
            .orElseGet(() -> ofRecord(entry));
    String spec =
        sources
            .queue()
            .spec(stored)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    return new SubmissionDetails(status, Optional.of(entry), spec);
  }

  private static Status ofRecord(SubmissionRecord entry) {
    return entry.isWaiting()
        ? StatusFactory.waiting(entry, 0, List.of(), List.of())
        : StatusFactory.active(entry, List.of(), List.of());
  }
}
