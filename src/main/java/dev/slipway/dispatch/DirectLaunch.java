package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.PlacementCheck;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Launches a spec as it arrives: take the snapshot while the spec is being read → create its record
 * already claimed → read again → create the job. Used only if planning the whole queue would launch
 * this submission now. It launches this one submission; if the second reading disagrees, the
 * submission waits in the queue. No lease is taken: it would save no work.
 */
final class DirectLaunch {

  private final EventScope scope;
  private final Ports ports;
  private final Settings settings;
  private final AtomicReference<String> latest;
  private final Readings readings;

  private DirectLaunch(EventScope scope, AtomicReference<String> latest, Readings readings) {
    this.scope = scope;
    this.ports = scope.ports();
    this.settings = scope.settings();
    this.latest = latest;
    this.readings = readings;
  }

  /**
   * What is read for a snapshot while the spec is being read.
   *
   * @param likely the persistent resource that the spec probably asks for; empty for no idea
   * @param began when reading began
   */
  private record Readings(
      String likely,
      ClockReading began,
      Pending<Optional<PersistentResource>> pools,
      Pending<List<Job>> jobs,
      Pending<Queue.Listing> queue,
      Pending<Optional<Control.Pause>> pause) {}

  /**
   * Begins to read what a launch needs, before the spec is read.
   *
   * @param latest the ID of the persistent resource that the latest spec asked for, which the next
   *     one probably asks for as well; it is set to what that does ask for. Empty for no idea
   */
  static DirectLaunch begin(EventScope scope, AtomicReference<String> latest) {
    Ports ports = scope.ports();
    String likely = Objects.requireNonNull(latest.get());
    Readings readings =
        new Readings(
            likely,
            ClockReading.now(ports.time()),
            likely.isEmpty() ? Optional::empty : Snapshot.pools(ports, likely),
            Snapshot.jobs(ports),
            Snapshot.queue(ports),
            ports.reads().begin(ports.control()::pause));
    return new DirectLaunch(scope, latest, readings);
  }

  /**
   * Launches a submission now, or puts it into the queue.
   *
   * @throws RetryLater only as long as it has no record
   */
  IntakeResult launch(ValidatedSubmission accepted) {
    Optional<LaunchBatch> batch;
    try {
      batch = plan(accepted);
    } catch (RetryLater e) {
      Problem unseen =
          Problem.of(ProblemCode.CANNOT_LOOK, "", "message", String.valueOf(e.getMessage()));
      scope.queueEntry().add(accepted, List.of(unseen));
      // What did not answer now will hardly answer at once: that is for the next tick.
      return IntakeResult.DONE;
    }
    if (batch.isEmpty()) {
      return scope.queueEntry().add(accepted, List.of());
    }
    LaunchResult result = scope.protocol().launch(batch.get()).get(0);
    if (result.claimed().isEmpty() && result.failure().isPresent()) {
      throw result.failure().get();
    }
    IntakeResult waits = IntakeResult.serve(accepted.entry().request().resource());
    return switch (result.end()) {
      case ASKED, HAD_ENDED -> IntakeResult.DONE;
      case CLAIM_LOST -> {
        scope.reusedKey().refuseIfOther(accepted);
        yield waits;
      }
      case RELEASED, TOO_LATE, FAILED ->
          leaveInTheQueue(result, accepted) ? waits : IntakeResult.DONE;
    };
  }

  /** A batch of this submission; empty when it has to wait. */
  private Optional<LaunchBatch> plan(ValidatedSubmission accepted) {
    if (accepted.policy().policy().isEmpty() || readings.pause().within(timeLeft()).isPresent()) {
      return Optional.empty();
    }
    String id = accepted.entry().request().resource();
    latest.set(id);
    Optional<PersistentResource> resource =
        (id.equals(readings.likely()) ? readings.pools() : Snapshot.pools(ports, id))
            .within(timeLeft());
    List<Job> alive = readings.jobs().within(timeLeft());
    Queue.Listing others = readings.queue().within(timeLeft()).without(accepted.entry().id());
    Snapshot snapshot = new Snapshot(resource, alive, others, readings.began());
    return snapshot.isFresh(ports.time())
        ? resource.filter(r -> !isBanned(accepted, r)).flatMap(r -> batch(accepted, snapshot, r))
        : Optional.empty();
  }

  private Optional<LaunchBatch> batch(
      ValidatedSubmission accepted, Snapshot snapshot, PersistentResource resource) {
    return PlacementCheck.ofNewcomer(snapshot, resource, accepted.entry(), settings)
        .map(
            pools ->
                new LaunchBatch(
                    snapshot, resource, List.of(LaunchCandidate.arrived(accepted, pools))));
  }

  private boolean isBanned(ValidatedSubmission accepted, PersistentResource resource) {
    return accepted
        .policy()
        .policy()
        .flatMap(policy -> new Ban(policy, resource, settings).why(accepted.entry().submission()))
        .isPresent();
  }

  /** What comes later than a look lasts is worth nothing: the record must not wait for it. */
  private Duration timeLeft() {
    Duration left = Settings.LOOK_LASTS.minus(readings.began().since(ports.time()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** It has a record now, so nothing may be thrown any more. */
  private boolean leaveInTheQueue(LaunchResult result, ValidatedSubmission accepted) {
    RecordIsolation isolation = scope.isolation();
    Versioned<SubmissionRecord> claimed = result.claimed().orElseThrow();
    result.failure().ifPresent(failure -> isolation.failed(claimed, failure));
    return isolation.ask(claimed, unused -> publishIfItWaits(accepted)).orElse(true);
  }

  private boolean publishIfItWaits(ValidatedSubmission accepted) {
    Optional<SubmissionRecord> waiting =
        ports
            .queue()
            .read(accepted.entry().id())
            .map(Versioned::value)
            .filter(SubmissionRecord::isWaiting);
    waiting.ifPresent(
        entry ->
            scope
                .publisher()
                .publish(StatusFactory.waiting(entry, 0, List.of(), accepted.warnings())));
    return waiting.isPresent();
  }
}
