package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.plan.PendingSubmission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who waits, in the order of the queue. Pure. */
public final class PendingQueue {

  private PendingQueue() {}

  /** Those that wait and are not set aside, in the order of the queue. */
  public static List<Versioned<SubmissionRecord>> of(List<Versioned<SubmissionRecord>> records) {
    return records.stream()
        .filter(stored -> stored.value().isWaiting())
        .filter(stored -> !stored.value().lifecycle().isSetAside())
        // Made once each: an ID is a hash, and a long queue is compared many times over.
        .map(stored -> Map.entry(member(stored.value()), stored))
        .sorted(Map.Entry.comparingByKey(PendingSubmission.ORDER))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Those of them who wait for one persistent resource and are still wanted, for planning. */
  public static List<PendingSubmission> toPlan(String resource, Queue.Listing queue) {
    return Stream.concat(
            of(of(resource, queue.records())).stream()
                .map(Versioned::value)
                .filter(entry -> entry.lifecycle().wish() == Wish.NONE)
                .map(PendingQueue::member),
            foreign(resource, queue))
        .toList();
  }

  /** Those of another version, which keep their turn although only that version can launch them. */
  public static Stream<PendingSubmission> foreign(String resource, Queue.Listing queue) {
    return queue.foreign().stream()
        .filter(entry -> entry.request().resource().equals(resource))
        .filter(SubmissionRecord::isWaiting)
        .map(PendingQueue::member);
  }

  /** The records that ask for one persistent resource. */
  public static List<Versioned<SubmissionRecord>> of(
      String resource, List<Versioned<SubmissionRecord>> records) {
    return records.stream()
        .filter(stored -> stored.value().request().resource().equals(resource))
        .toList();
  }

  /** One who waits, for planning. */
  public static PendingSubmission member(SubmissionRecord entry) {
    return new PendingSubmission(
        entry.id(),
        entry.request().priority(),
        entry.request().arrival(),
        entry.request().requirements(),
        entry.lifecycle().decided(),
        entry.lifecycle().backoff().refusals(),
        entry.lifecycle().backoff().retryAt());
  }
}
