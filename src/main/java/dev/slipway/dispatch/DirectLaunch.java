package dev.slipway.dispatch;

import dev.slipway.dispatch.LaunchProtocol.LaunchResult;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.IsolatedPlanning;
import dev.slipway.dispatch.snapshot.PendingQueue;
import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.plan.PlanInput;
import dev.slipway.plan.Planner;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Optional<Claim> marked =
        Claim.creating(
            accepted.entry(),
            accepted.spec().toArray(),
            chance.get().pools(),
            settings.launchGrace(),
            ports);
    if (marked.isEmpty()) {
      accepted.refuseIfItsKeyIsReused(ports, log);
    }
    return marked.isEmpty() || isBackInTheQueue(marked.get(), accepted, chance.get())
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
                    place(snapshot, r, accepted.entry())
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

  /**
   * Where it would be launched if everybody who waits were decided for now, itself among them.
   *
   * @param snapshot without the newcomer's own record
   */
  private Optional<List<String>> place(
      Snapshot snapshot, PersistentResource resource, SubmissionRecord newcomer) {
    PlanInput situation = snapshot.situation(resource, settings, Optional.empty());
    List<PendingSubmission> line =
        new ArrayList<>(PendingQueue.toPlan(resource.id(), snapshot.queue()));
    line.add(PendingQueue.member(newcomer));
    Map<String, Decision> decisions =
        IsolatedPlanning.plan(line, some -> Planner.plan(situation, some), (one, bug) -> {});
    return Optional.ofNullable(decisions.get(newcomer.id()))
        .flatMap(
            decision ->
                decision.match(
                    launch -> Optional.of(launch.pools()),
                    wait -> Optional.empty(),
                    reject -> Optional.empty()));
  }

  /** From here on its record stands, and nothing is thrown any more. */
  private boolean isBackInTheQueue(Claim marked, ValidatedSubmission accepted, Chance chance) {
    RecordIsolation guard = new RecordIsolation(ports, log);
    return guard
            .ask(marked.kept(), kept -> launch(marked, accepted, chance))
            .filter(outcome -> outcome == LaunchResult.HAD_ENDED || outcome == LaunchResult.ASKED)
            .isEmpty()
        && guard.ask(marked.kept(), kept -> isToldThatItWaits(accepted)).orElse(true);
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

  /** The second look is another in its queue only: with the same others it decides the same. */
  private Optional<String> whyNot(Chance chance, SubmissionRecord entry, Queue.Listing others) {
    return others.equals(chance.snapshot().queue())
            || place(chance.snapshot().with(others), chance.resource(), entry)
                .filter(chance.pools()::equals)
                .isPresent()
        ? Optional.empty()
        : Optional.of(LaunchProtocol.OTHERS_CAME_FIRST);
  }

  /**
   * Who hears of a deletion before the record stands has nothing to withdraw: so whether the spec
   * is still wanted is asked once more, after that.
   */
  private LaunchResult launch(Claim marked, ValidatedSubmission accepted, Chance chance) {
    // Begins to ask, before anything is logged.
    LaunchProtocol launch = new LaunchProtocol(ports, settings, log, chance.snapshot(), marked);
    Pending<Optional<Problem>> gone =
        ports.reads().begin(() -> Liveness.whyNot(ports.specs(), marked.entry().submission()));
    SubmissionRecord entry = marked.entry();
    log.info(
        LogEvent.SPEC_ACCEPTED,
        entry,
        entry.submission() + " goes at once to " + entry.request().resource());
    return launch.run(
        accepted.reading(),
        chance.resource(),
        others ->
            gone.get().isPresent()
                ? Optional.of("its spec is gone")
                : whyNot(chance, accepted.entry(), others));
  }
}
