package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusOf;
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
  private final Guard guard;
  private final Finisher finisher;

  CancelRequests(Ports ports, Log log) {
    this.ports = ports;
    this.log = log;
    this.guard = new Guard(ports, log);
    this.finisher = new Finisher(ports, log);
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
    List<Kept<QueueRecord>> left = new ArrayList<>();
    for (Kept<QueueRecord> kept : queue.records()) {
      Optional<CancelRequest> request =
          Optional.ofNullable(byId.get(kept.value().id()))
              .filter(it -> kept.value().ask().resource().equals(resource));
      if (request.isEmpty() || kept.value().progress().state().isOver()) {
        left.add(kept);
      } else if (kept.value().progress().state() == State.WAITING) {
        guard.each(kept, one -> withdraw(one, request.get()));
      } else {
        left.add(guard.ask(kept, one -> noted(one, request.get())).orElse(kept));
      }
    }
    return queue.with(left);
  }

  private void withdraw(Kept<QueueRecord> waiting, CancelRequest request) {
    Problem asked = Problem.of(ProblemCode.CANCEL_ASKED, "");
    if (finisher.end(waiting, State.WITHDRAWN, List.of(asked))) {
      ports.control().delete(request);
    }
  }

  private Kept<QueueRecord> noted(Kept<QueueRecord> active, CancelRequest request) {
    Optional<Kept<QueueRecord>> noted = withWish(active);
    noted
        .filter(one -> one.value().progress().state() != State.LAUNCHING)
        .ifPresent(one -> ports.control().delete(request));
    return noted.orElse(active);
  }

  /** Empty when the record has changed meanwhile: the next pass finds the request again. */
  private Optional<Kept<QueueRecord>> withWish(Kept<QueueRecord> active) {
    QueueRecord entry = active.value();
    if (entry.progress().wish() == Wish.CANCEL_ASKED) {
      return Optional.of(active);
    }
    QueueRecord next = entry.with(entry.progress().wished(Wish.CANCEL_ASKED));
    Optional<Kept<QueueRecord>> written =
        ports.queue().spec(active).flatMap(spec -> ports.queue().replace(active, next, spec));
    written.ifPresent(
        kept -> {
          log.info(
              LogEvent.WISH_NOTED,
              next,
              next.submission() + " is to be cancelled; it is " + next.progress().state());
          new StatusBoard(ports, log).tell(StatusOf.active(next, List.of(), List.of()));
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
    queue.records().forEach(kept -> known.add(kept.value().id()));
    requests.stream()
        .filter(request -> !known.contains(request.id()))
        .limit(MOST_LOOKED_AT)
        .filter(
            request ->
                now.isAfter(request.since().plus(UNKNOWN_KEPT))
                    || ports.endings().exists(request.id()))
        .forEach(ports.control()::delete);
  }
}
