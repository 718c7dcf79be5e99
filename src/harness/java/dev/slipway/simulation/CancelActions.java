package dev.slipway.simulation;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.tools.OperatorRequests;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Operators who ask for submissions to be cancelled: with a request, also for what has no record
 * yet; or, as an earlier version did, with a wish on the record.
 */
final class CancelActions {

  private final SimulationContext context;
  private final OperatorRequests requests;
  private final ObjectStore state;
  private final BucketQueue queue;
  private final boolean isOldFashioned;
  private final Map<String, State> states = new HashMap<>();
  private final Map<String, Long> since = new HashMap<>();

  CancelActions(SimulationContext context, OperatorRequests requests, ObjectStore state) {
    this.context = context;
    this.requests = requests;
    this.state = state;
    this.queue = new BucketQueue(state, context.random()::token);
    this.isOldFashioned = context.random().chance(0.1);
  }

  /** When somebody asked for a submission to be cancelled; never for {@link Long#MAX_VALUE}. */
  long since(String id) {
    return since.getOrDefault(id, Long.MAX_VALUE);
  }

  /** Whether it waited when somebody asked for it to be cancelled. */
  boolean isOfWaiting(String id) {
    return states.get(id) == State.WAITING;
  }

  /** Somebody wants no more of a submission. */
  void ask(String id) {
    Optional<Versioned<SubmissionRecord>> standing = queue.read(id);
    boolean isOver =
        standing.filter(it -> it.value().lifecycle().state().isOver()).isPresent()
            || context.records().ending(id).isPresent();
    if (isOver || context.faults().areOver()) {
      return;
    }
    if (isOldFashioned) {
      standing.ifPresent(this::wish);
    } else if (requests.cancel(id)) {
      hasAsked(id, standing);
    }
  }

  /** As the version before wrote it: in the record's metadata. */
  private void wish(Versioned<SubmissionRecord> standing) {
    String name = "queue/" + standing.value().id();
    StoredObject record = state.find(name).orElseThrow();
    Map<String, String> metadata = new HashMap<>(record.metadata());
    int revision = standing.value().lifecycle().revision() + 1;
    metadata.put("revision", Integer.toString(revision));
    metadata.put("wish", Wish.CANCEL_ASKED.name());
    metadata.put("token", context.random().token());
    byte[] spec = state.read(name, Integer.MAX_VALUE).orElseThrow();
    state.write(
        new NewObject(name, "application/octet-stream", metadata),
        spec,
        Optional.of(record.generation()));
    hasAsked(standing.value().id(), Optional.of(standing));
  }

  private void hasAsked(String id, Optional<Versioned<SubmissionRecord>> standing) {
    Optional<State> state = standing.map(it -> it.value().lifecycle().state());
    state.ifPresent(it -> states.put(id, it));
    since.put(id, context.scheduler().now());
    String told = state.map(State::name).orElse("unknown");
    context.trace().record("people", "cancel " + context.trace().alias(id) + ", " + told);
    context.trace().covered(sight(state));
  }

  private static CoveragePoint sight(Optional<State> state) {
    if (state.isEmpty()) {
      return CoveragePoint.ASKED_TO_CANCEL_BEFORE_ITS_ARRIVAL;
    }
    return switch (state.get()) {
      case WAITING -> CoveragePoint.ASKED_TO_CANCEL_WHAT_WAITS;
      case LAUNCHING -> CoveragePoint.ASKED_TO_CANCEL_A_LAUNCH;
      default -> CoveragePoint.ASKED_TO_CANCEL_A_JOB;
    };
  }
}
