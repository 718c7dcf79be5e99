package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Launches a submission from the queue, if it is still wanted and still allowed. */
final class QueuedLaunch {

  private final EventScope scope;
  private final Ports ports;
  private final Settings settings;
  private final Snapshot snapshot;
  private final OutcomeRecorder recorder;

  QueuedLaunch(EventScope scope, Snapshot snapshot) {
    this.scope = scope;
    this.ports = scope.ports();
    this.settings = scope.settings();
    this.snapshot = snapshot;
    this.recorder = scope.recorder();
  }

  /** What a launch leaves a pass to do. */
  enum Next {
    /** Vertex AI was asked for the job: go on with those behind it. */
    ASKED,
    /** It is not launched, and holds nothing: go on with those behind it. */
    GO_ON,
    /** What was planned no longer holds: plan again at once. */
    PLAN_AGAIN,
    /** Nothing may be launched now: leave the rest to the next tick. */
    STOP
  }

  /** Launches a submission on the resource pools chosen for it, unless something has changed. */
  Next run(Versioned<SubmissionRecord> waiting, PersistentResource resource, List<String> pools) {
    Optional<Policy> policy = ports.policies().current().policy();
    if (policy.isEmpty()) {
      return Next.STOP;
    }
    Supplier<Optional<Control.Pause>> pause = ports.reads().begin(ports.control()::pause);
    Supplier<Optional<Problem>> gone =
        ports.reads().begin(() -> Liveness.whyNot(ports.specs(), waiting.value().submission()));
    Supplier<Optional<byte[]>> content = ports.reads().begin(() -> ports.queue().spec(waiting));
    if (pause.get().isPresent()) {
      return Next.STOP;
    }
    if (withdrawIfGone(waiting, gone.get())) {
      return Next.GO_ON;
    }
    Optional<byte[]> spec = content.get();
    if (spec.isEmpty()) {
      return Next.GO_ON;
    }
    SpecReading reading = reading(waiting.value(), spec.get(), policy.get());
    if (!reading.problems().isEmpty() || reading.document().isEmpty()) {
      recorder.end(waiting, State.REJECTED, reading.problems());
      return Next.GO_ON;
    }
    if (new Ban(policy.get(), resource, settings).why(waiting.value().submission()).isPresent()) {
      return Next.PLAN_AGAIN;
    }
    if (reading.priority() < waiting.value().request().priority()) {
      scope.priorities().lower(waiting, reading.priority(), reading.warnings());
      return Next.PLAN_AGAIN;
    }
    LaunchCandidate candidate = LaunchCandidate.queued(waiting, spec.get(), reading, pools);
    return next(
        scope.protocol().launch(new LaunchBatch(snapshot, resource, List.of(candidate))).get(0));
  }

  /**
   * @throws RuntimeException what was thrown for the candidate: the caller decides what it means
   */
  private static Next next(LaunchResult result) {
    return switch (result.end()) {
      case ASKED -> Next.ASKED;
      case RELEASED -> Next.PLAN_AGAIN;
      case CLAIM_LOST, HAD_ENDED, TOO_LATE -> Next.GO_ON;
      case FAILED -> throw result.failure().orElseThrow();
    };
  }

  private boolean withdrawIfGone(Versioned<SubmissionRecord> waiting, Optional<Problem> why) {
    why.ifPresent(problem -> recorder.end(waiting, State.WITHDRAWN, List.of(problem)));
    return why.isPresent();
  }

  /**
   * The policy may be another than at intake. So may the default resource, but the job runs on the
   * one of the record.
   */
  private SpecReading reading(SubmissionRecord entry, byte[] spec, Policy policy) {
    return SpecReading.of(
        spec,
        ports.schema(),
        SpecContext.of(
            entry.request().resource(),
            entry.submission(),
            entry.request().name(),
            settings.team(entry.submission()),
            policy));
  }
}
