package dev.slipway.dispatch;

import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is read again after records were claimed. Of two processes that claim at the same time, at
 * least one sees the other's claim, and whatever ended or was asked for before a claim is seen.
 */
final class Recheck {

  private final Map<String, Pending<Boolean>> ended;
  private final Map<String, Pending<Boolean>> cancelRequested;
  private final Map<String, Pending<Optional<Problem>>> gone;
  private final Pending<Queue.Listing> queue;

  private Recheck(
      Map<String, Pending<Boolean>> ended,
      Map<String, Pending<Boolean>> cancelRequested,
      Map<String, Pending<Optional<Problem>>> gone,
      Pending<Queue.Listing> queue) {
    this.ended = ended;
    this.cancelRequested = cancelRequested;
    this.gone = gone;
    this.queue = queue;
  }

  /** Begins to read, everything at the same time, and the queue once for all claims. */
  static Recheck begin(Ports ports, List<Claim> claims) {
    Map<String, Pending<Boolean>> ended = new HashMap<>();
    Map<String, Pending<Boolean>> cancelRequested = new HashMap<>();
    Map<String, Pending<Optional<Problem>>> gone = new HashMap<>();
    for (Claim claim : claims) {
      String id = claim.id();
      ended.put(id, ports.reads().begin(() -> ports.outcomes().exists(id)));
      cancelRequested.put(id, ports.reads().begin(() -> ports.control().isCancelRequested(id)));
    }
    Pending<Queue.Listing> queue =
        claims.isEmpty() ? Recheck::nothingToCheck : Snapshot.queue(ports);
    for (Claim claim : claims) {
      // While a record does not exist, a deletion of its spec finds nothing to withdraw.
      if (claim.candidate().hasJustArrived()) {
        gone.put(
            claim.id(),
            ports.reads().begin(() -> Liveness.whyNot(ports.specs(), claim.record().submission())));
      }
    }
    return new Recheck(ended, cancelRequested, gone, queue);
  }

  private static Queue.Listing nothingToCheck() {
    throw new IllegalStateException("nothing was claimed");
  }

  /** Whether the submission has ended. */
  boolean hasEnded(Claim claim) {
    return Objects.requireNonNull(ended.get(claim.id())).get();
  }

  /** Whether an operator asked for the submission to be cancelled. */
  boolean isCancelRequested(Claim claim) {
    return Objects.requireNonNull(cancelRequested.get(claim.id())).get();
  }

  /**
   * Whether the spec of a submission that has just arrived is gone; of others it was read before.
   */
  boolean isSpecGone(Claim claim) {
    Pending<Optional<Problem>> answer = gone.get(claim.id());
    return answer != null && answer.get().isPresent();
  }

  /** The queue. */
  Queue.Listing queue() {
    return queue.get();
  }
}
