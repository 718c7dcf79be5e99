package dev.slipway.dispatch;

import dev.slipway.dispatch.MarkedLaunch.Outcome;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusOf;
import dev.slipway.dispatch.port.Concurrently.Answer;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.Isolation;
import dev.slipway.dispatch.snapshot.Look;
import dev.slipway.dispatch.snapshot.WaitingLine;
import dev.slipway.plan.Decision;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Situation;
import dev.slipway.plan.Waiting;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The short way of one spec from its arrival to its job: look, while its spec is being read →
 * create its record marked → look again → create the job. It is taken by whoever would be launched
 * now if the whole queue were decided for, and counts only itself; everybody else waits, and so
 * does it when the second look says otherwise. No lease is taken: it would save no work.
 */
final class FastLaunch implements Entrance {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final AtomicReference<String> latest;
  private final String likely;
  private final Instant at;
  private final Duration elapsed;
  private final Answer<Optional<PersistentResource>> pools;
  private final Answer<List<Job>> jobs;
  private final Answer<Queue.Listing> queue;
  private final Answer<Optional<Control.Pause>> pause;

  /**
   * Begins to look, before the spec is read.
   *
   * @param latest the ID of the persistent resource that the latest spec asked for, which this one
   *     probably asks for as well, and which is told what it does ask for; empty for no idea
   */
  FastLaunch(Ports ports, Settings settings, Log log, AtomicReference<String> latest) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.latest = latest;
    String asked = Objects.requireNonNull(latest.get());
    this.likely = asked;
    this.at = ports.time().now();
    this.elapsed = ports.time().elapsed();
    this.pools = asked.isEmpty() ? Optional::empty : Look.pools(ports, asked);
    this.jobs = Look.jobs(ports);
    this.queue = Look.queue(ports);
    this.pause = ports.concurrently().begin(ports.control()::pause);
  }

  @Override
  public Optional<String> enter(Accepted accepted) {
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
    Optional<Marked> marked =
        Marked.creating(
            accepted.entry(),
            accepted.spec().toArray(),
            chance.get().pools(),
            settings.launchGrace(),
            ports);
    if (marked.isEmpty()) {
      accepted.refuseIfItsKeyIsReused(ports, log);
    }
    return marked.isEmpty() || isBackInTheQueue(marked.get(), accepted, chance.get())
        ? Optional.of(accepted.entry().ask().resource())
        : Optional.empty();
  }

  /**
   * A decision to launch at once.
   *
   * @param look what it rests on, without the newcomer's own record
   * @param pools the resource pool of each worker pool, in the spec's order
   */
  private record Chance(Look look, PersistentResource resource, List<String> pools) {}

  private Optional<Chance> chance(Accepted accepted) {
    if (accepted.policy().policy().isEmpty() || pause.within(timeLeft()).isPresent()) {
      return Optional.empty();
    }
    String id = accepted.entry().ask().resource();
    latest.set(id);
    Optional<PersistentResource> resource =
        (id.equals(likely) ? pools : Look.pools(ports, id)).within(timeLeft());
    List<Job> alive = jobs.within(timeLeft());
    Queue.Listing others = queue.within(timeLeft()).without(accepted.entry().id());
    Look look = new Look(resource, alive, others, at, elapsed);
    return look.isFresh(ports.time())
        ? resource
            .filter(r -> !isBanned(accepted, r))
            .flatMap(
                r -> place(look, r, accepted.entry()).map(chosen -> new Chance(look, r, chosen)))
        : Optional.empty();
  }

  private boolean isBanned(Accepted accepted, PersistentResource resource) {
    return accepted
        .policy()
        .policy()
        .flatMap(policy -> new Ban(policy, resource, settings).why(accepted.entry().submission()))
        .isPresent();
  }

  /** What comes later than a look lasts is worth nothing: the record must not wait for it. */
  private Duration timeLeft() {
    Duration left = Settings.LOOK_LASTS.minus(ports.time().elapsed().minus(elapsed));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Where it would be launched if everybody who waits were decided for now, itself among them.
   *
   * @param look without the newcomer's own record
   */
  private Optional<List<String>> place(
      Look look, PersistentResource resource, QueueRecord newcomer) {
    Situation situation = look.situation(resource, settings, Optional.empty());
    List<Waiting> line = new ArrayList<>(WaitingLine.toPlan(resource.id(), look.queue()));
    line.add(WaitingLine.member(newcomer));
    Map<String, Decision> decisions =
        Isolation.plan(line, some -> Planner.plan(situation, some), (one, bug) -> {});
    return Optional.ofNullable(decisions.get(newcomer.id()))
        .flatMap(
            decision ->
                decision.match(
                    launch -> Optional.of(launch.pools()),
                    wait -> Optional.empty(),
                    reject -> Optional.empty()));
  }

  /** From here on its record stands, and nothing is thrown any more. */
  private boolean isBackInTheQueue(Marked marked, Accepted accepted, Chance chance) {
    Guard guard = new Guard(ports, log);
    return guard
            .ask(marked.kept(), kept -> launch(marked, accepted, chance))
            .filter(outcome -> outcome == Outcome.HAD_ENDED || outcome == Outcome.ASKED)
            .isEmpty()
        && guard.ask(marked.kept(), kept -> isToldThatItWaits(accepted)).orElse(true);
  }

  private boolean isToldThatItWaits(Accepted accepted) {
    Optional<QueueRecord> waiting =
        ports
            .queue()
            .read(accepted.entry().id())
            .map(Kept::value)
            .filter(entry -> entry.progress().state() == State.WAITING);
    waiting.ifPresent(
        entry ->
            new StatusBoard(ports, log)
                .tell(StatusOf.waiting(entry, 0, List.of(), accepted.warnings())));
    return waiting.isPresent();
  }

  /** The second look is another in its queue only: with the same others it decides the same. */
  private Optional<String> whyNot(Chance chance, QueueRecord entry, Queue.Listing others) {
    return others.equals(chance.look().queue())
            || place(chance.look().with(others), chance.resource(), entry)
                .filter(chance.pools()::equals)
                .isPresent()
        ? Optional.empty()
        : Optional.of(MarkedLaunch.OTHERS_CAME_FIRST);
  }

  /**
   * Who hears of a deletion before the record stands has nothing to withdraw: so whether the spec
   * is still wanted is asked once more, after that.
   */
  private Outcome launch(Marked marked, Accepted accepted, Chance chance) {
    // Begins to ask, before anything is logged.
    MarkedLaunch launch = new MarkedLaunch(ports, settings, log, chance.look(), marked);
    Answer<Optional<Problem>> gone =
        ports
            .concurrently()
            .begin(() -> Liveness.whyNot(ports.specs(), marked.entry().submission()));
    QueueRecord entry = marked.entry();
    log.info(
        LogEvent.SPEC_ACCEPTED,
        entry,
        entry.submission() + " goes at once to " + entry.ask().resource());
    return launch.run(
        accepted.reading(),
        chance.resource(),
        others ->
            gone.get().isPresent()
                ? Optional.of("its spec is gone")
                : whyNot(chance, accepted.entry(), others));
  }
}
