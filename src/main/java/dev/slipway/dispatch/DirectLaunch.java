package dev.slipway.dispatch;

import dev.slipway.dispatch.LaunchResult.End;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.Placement;
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
final class DirectLaunch implements Admission {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final AtomicReference<String> latest;
  private final String likely;
  private final ClockReading began;
  private final Pending<Optional<PersistentResource>> pools;
  private final Pending<List<Job>> jobs;
  private final Pending<Queue.Listing> queue;
  private final Pending<Optional<Control.Pause>> pause;

  /**
   * Begins to look, before the spec is read.
   *
   * @param latest the ID of the persistent resource that the latest spec asked for, which this one
   *     probably asks for as well, and which is told what it does ask for; empty for no idea
   */
  DirectLaunch(Ports ports, Settings settings, Log log, AtomicReference<String> latest) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.latest = latest;
    String asked = Objects.requireNonNull(latest.get());
    this.likely = asked;
    this.began = ClockReading.now(ports.time());
    this.pools = asked.isEmpty() ? Optional::empty : Snapshot.pools(ports, asked);
    this.jobs = Snapshot.jobs(ports);
    this.queue = Snapshot.queue(ports);
    this.pause = ports.reads().begin(ports.control()::pause);
  }

  @Override
  public Optional<String> enter(ValidatedSubmission accepted) {
    Optional<Chance> chance;
    try {
      chance = chance(accepted);
    } catch (RetryLater e) {
      Problem unseen =
          Problem.of(ProblemCode.CANNOT_LOOK, "", "message", String.valueOf(e.getMessage()));
      new Waits(ports, log, List.of(unseen)).enter(accepted);
      // Asked again at once, it would hardly answer: that is for the next tick.
      return Optional.empty();
    }
    if (chance.isEmpty()) {
      return new Waits(ports, log).enter(accepted);
    }
    LaunchResult result =
        new LaunchProtocol(ports, settings, log)
            .launch(
                new LaunchBatch(
                    chance.get().snapshot(),
                    chance.get().resource(),
                    List.of(LaunchCandidate.arrived(accepted, chance.get().pools()))))
            .get(0);
    if (result.end() == End.CLAIM_LOST) {
      accepted.refuseIfItsKeyIsReused(ports, log);
    }
    return result.end() == End.CLAIM_LOST || isBackInTheQueue(result, accepted)
        ? Optional.of(accepted.entry().request().resource())
        : Optional.empty();
  }

  /**
   * A decision to launch at once.
   *
   * @param snapshot what it rests on, without the newcomer's own record
   * @param pools the resource pool of each worker pool, in the spec's order
   */
  private record Chance(Snapshot snapshot, PersistentResource resource, List<String> pools) {}

  private Optional<Chance> chance(ValidatedSubmission accepted) {
    if (accepted.policy().policy().isEmpty() || pause.within(timeLeft()).isPresent()) {
      return Optional.empty();
    }
    String id = accepted.entry().request().resource();
    latest.set(id);
    Optional<PersistentResource> resource =
        (id.equals(likely) ? pools : Snapshot.pools(ports, id)).within(timeLeft());
    List<Job> alive = jobs.within(timeLeft());
    Queue.Listing others = queue.within(timeLeft()).without(accepted.entry().id());
    Snapshot snapshot = new Snapshot(resource, alive, others, began);
    return snapshot.isFresh(ports.time())
        ? resource
            .filter(r -> !isBanned(accepted, r))
            .flatMap(
                r ->
                    Placement.ofNewcomer(snapshot, r, accepted.entry(), settings)
                        .map(chosen -> new Chance(snapshot, r, chosen)))
        : Optional.empty();
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
    Duration left = Settings.LOOK_LASTS.minus(began.since(ports.time()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** From here on its record stands, and nothing is thrown any more. */
  private boolean isBackInTheQueue(LaunchResult result, ValidatedSubmission accepted) {
    if (result.end() == End.HAD_ENDED || result.end() == End.ASKED) {
      return false;
    }
    RecordIsolation isolation = new RecordIsolation(ports, log);
    Versioned<SubmissionRecord> claimed = result.claimed().orElseThrow();
    result.failure().ifPresent(failure -> isolation.failed(claimed, failure));
    return isolation.ask(claimed, unused -> isToldThatItWaits(accepted)).orElse(true);
  }

  private boolean isToldThatItWaits(ValidatedSubmission accepted) {
    Optional<SubmissionRecord> waiting =
        ports
            .queue()
            .read(accepted.entry().id())
            .map(Versioned::value)
            .filter(SubmissionRecord::isWaiting);
    waiting.ifPresent(
        entry ->
            new StatusPublisher(ports, log)
                .tell(StatusFactory.waiting(entry, 0, List.of(), accepted.warnings())));
    return waiting.isPresent();
  }
}
