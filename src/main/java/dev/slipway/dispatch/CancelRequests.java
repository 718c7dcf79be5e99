package dev.slipway.dispatch;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control.CancelRequest;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Acts on operators' requests to cancel. A submission that waits is withdrawn; on the record of any
 * other the request is noted as its {@link Wish}, which every later pass finds there. Then the
 * request is deleted, but not while the submission is launching: a launch reads the request and the
 * queue at the same time, in either order, and must find the wish in one of the two.
 */
final class CancelRequests {

  /** A request for a submission that nobody knows is kept for so long: its spec may yet arrive. */
  private static final Duration UNKNOWN_KEPT = Duration.ofDays(1);

  /** How many requests without a record are looked at in one pass. */
  private static final int MOST_LOOKED_AT = 20;

  private final Ports ports;
  private final Log log;
  private final RecordIsolation isolation;
  private final OutcomeRecorder recorder;
  private final StatusPublisher publisher;

  CancelRequests(
      Ports ports,
      Log log,
      StatusPublisher publisher,
      RecordIsolation isolation,
      OutcomeRecorder recorder) {
    this.ports = ports;
    this.log = log;
    this.publisher = publisher;
    this.isolation = isolation;
    this.recorder = recorder;
  }

  /**
   * Acts on the requests about the records of one resource.
   *
   * @return the queue as it is afterwards; one that waits and is to be cancelled is left out, even
   *     when it could not be withdrawn now
   */
  Queue.Listing honour(String resource, Queue.Listing queue, List<CancelRequest> requests) {
    Map<String, CancelRequest> byId = new HashMap<>();
    requests.forEach(request -> byId.put(request.id(), request));
    List<Versioned<SubmissionRecord>> left = new ArrayList<>();
    for (Versioned<SubmissionRecord> stored : queue.records()) {
      Optional<CancelRequest> request =
          Optional.ofNullable(byId.get(stored.value().id()))
              .filter(it -> stored.value().request().resource().equals(resource));
      if (request.isEmpty() || stored.value().isOver()) {
        left.add(stored);
      } else if (stored.value().isWaiting()) {
        isolation.each(stored, one -> withdraw(one, request.get()));
      } else {
        left.add(isolation.ask(stored, one -> noted(one, request.get())).orElse(stored));
      }
    }
    return queue.with(left);
  }

  private void withdraw(Versioned<SubmissionRecord> waiting, CancelRequest request) {
    Problem asked = Problem.of(ProblemCode.CANCEL_ASKED, "");
    if (recorder.end(waiting, State.WITHDRAWN, List.of(asked))) {
      ports.control().delete(request);
    }
  }

  private Versioned<SubmissionRecord> noted(
      Versioned<SubmissionRecord> active, CancelRequest request) {
    Optional<Versioned<SubmissionRecord>> noted = withWish(active);
    noted
        .filter(one -> !one.value().isLaunching())
        .ifPresent(one -> ports.control().delete(request));
    return noted.orElse(active);
  }

  /** Empty when the record has changed meanwhile: the next pass finds the request again. */
  private Optional<Versioned<SubmissionRecord>> withWish(Versioned<SubmissionRecord> active) {
    SubmissionRecord entry = active.value();
    if (entry.lifecycle().wish() == Wish.CANCEL_ASKED) {
      return Optional.of(active);
    }
    SubmissionRecord next = entry.with(entry.lifecycle().wished(Wish.CANCEL_ASKED));
    Optional<Versioned<SubmissionRecord>> written = ports.update(active, next);
    written.ifPresent(
        stored -> {
          log.info(
              LogEvent.WISH_NOTED,
              next,
              next.submission() + " is to be cancelled; it is " + next.lifecycle().state());
          publisher.publish(StatusFactory.active(next, List.of(), List.of()));
        });
    return written;
  }

  /**
   * Deletes requests about submissions that have ended, and old ones about submissions that never
   * existed.
   *
   * @param now by the bucket's clock
   */
  void tidy(List<CancelRequest> requests, Queue.Listing queue, Instant now) {
    Set<String> known = new HashSet<>(queue.unreadable());
    queue.records().forEach(stored -> known.add(stored.value().id()));
    requests.stream()
        .filter(request -> !known.contains(request.id()))
        .limit(MOST_LOOKED_AT)
        .filter(
            request ->
                now.isAfter(request.since().plus(UNKNOWN_KEPT))
                    || ports.outcomes().exists(request.id()))
        .forEach(ports.control()::delete);
  }
}
