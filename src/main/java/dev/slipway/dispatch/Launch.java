package dev.slipway.dispatch;

import dev.slipway.dispatch.Creation.Created;
import dev.slipway.dispatch.Creation.Refused;
import dev.slipway.dispatch.Creation.Unknown;
import dev.slipway.plan.Planner;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Taken;
import dev.slipway.spec.Json;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One launch: mark → look again → create once → write down what came of it. Each step is safe
 * against anybody else doing the same at the same time; the order of the steps is what makes it so.
 */
final class Launch {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Look look;
  private final Finisher finisher;
  private final StatusBoard board;

  Launch(Ports ports, Settings settings, Log log, Look look) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.look = look;
    this.finisher = new Finisher(ports, log);
    this.board = new StatusBoard(ports, log);
  }

  /**
   * Launches a submission on the resource pools chosen for it, or leaves it waiting when something
   * has changed.
   *
   * @return false when less is free than the look had shown, or launching was paused: then nobody
   *     behind it may go ahead either, lest it be overtaken
   */
  boolean run(Kept<QueueRecord> waiting, PersistentResource resource, List<String> pools) {
    if (ports.control().pause().isPresent()) {
      return false;
    }
    Optional<byte[]> spec = isWithdrawn(waiting) ? Optional.empty() : ports.queue().spec(waiting);
    if (spec.isEmpty()) {
      return true;
    }
    SpecReading reading = SpecReading.of(spec.get(), ports.schema(), settings.defaultResource());
    if (!reading.problems().isEmpty() || reading.document().isEmpty()) {
      finisher.end(waiting, State.REJECTED, reading.problems());
      return true;
    }
    Optional<Marked> marked = mark(waiting, spec.get(), pools);
    if (marked.isEmpty() || hasEnded(marked.get())) {
      return true;
    }
    if (!stillFits(marked.get(), resource)) {
      unmark(marked.get(), "others took its replicas meanwhile");
      return false;
    }
    if (isInTime(marked.get())) {
      create(marked.get(), reading.document().get());
    }
    return true;
  }

  /**
   * A mark and what must be known of it to create the job: a class, since records do not take
   * arrays.
   */
  private static final class Marked {
    private final Kept<QueueRecord> kept;
    private final byte[] spec;
    private final Instant at;
    private final Duration elapsed;

    Marked(Kept<QueueRecord> kept, byte[] spec, Instant at, Duration elapsed) {
      this.kept = kept;
      this.spec = spec;
      this.at = at;
      this.elapsed = elapsed;
    }

    QueueRecord entry() {
      return kept.value();
    }
  }

  private boolean isWithdrawn(Kept<QueueRecord> waiting) {
    Optional<Problem> why = Liveness.whyNot(ports.specs(), waiting.value().submission());
    why.ifPresent(problem -> finisher.end(waiting, State.WITHDRAWN, List.of(problem)));
    return why.isPresent();
  }

  private Optional<Marked> mark(Kept<QueueRecord> waiting, byte[] spec, List<String> pools) {
    Instant at = ports.time().now();
    Duration elapsed = ports.time().elapsed();
    QueueRecord entry = waiting.value();
    QueueRecord next = entry.with(entry.progress().marked(ports.tokens().get(), pools, at));
    return ports
        .queue()
        .replace(waiting, next, spec)
        .map(kept -> new Marked(kept, spec, at, elapsed));
  }

  private boolean hasEnded(Marked marked) {
    boolean ended = orUnmark(marked, () -> ports.endings().exists(marked.entry().id()));
    if (ended) {
      ports.queue().delete(marked.kept);
    }
    return ended;
  }

  /**
   * With the queue listed again, so that of two who marked at the same time at least one sees the
   * other.
   */
  private boolean stillFits(Marked marked, PersistentResource resource) {
    List<QueueRecord> records =
        orUnmark(marked, () -> ports.queue().list()).records().stream().map(Kept::value).toList();
    Map<String, Taken> taken = look.taken(resource, records, settings.usageLag());
    return resource.pools().stream()
        .filter(pool -> marked.entry().progress().placement().contains(pool.id()))
        .allMatch(pool -> taken.getOrDefault(pool.id(), Taken.NOTHING).total() <= pool.capacity());
  }

  /** The last question before the call that cannot be taken back. */
  private boolean isInTime(Marked marked) {
    if (!look.isFresh(ports.time())) {
      unmark(marked, "the look at the resource is too old by now");
      return false;
    }
    if (!Look.isWithin(settings.launchWindow(), ports.time(), marked.at, marked.elapsed)) {
      unmark(marked, "the mark is too old by now");
      return false;
    }
    return true;
  }

  /** What cannot be asked now is not launched now; left marked, it would wait for the grace. */
  private <T> T orUnmark(Marked marked, Supplier<T> question) {
    try {
      return question.get();
    } catch (RetryLater e) {
      unmark(marked, "the bucket does not answer");
      throw e;
    }
  }

  private void unmark(Marked marked, String why) {
    QueueRecord back =
        marked.entry().with(marked.entry().progress().waitingAgain(ports.time().now()));
    if (ports.queue().replace(marked.kept, back, marked.spec).isPresent()) {
      log.info(LogEvent.LAUNCH_ABANDONED, back, back.submission() + " waits again: " + why);
    }
  }

  private void create(Marked marked, Json.Obj document) {
    QueueRecord entry = marked.entry();
    Jobs.Request request =
        new Jobs.Request(document, entry.ask().resource(), entry.id(), entry.progress().attempt());
    Creation creation = ports.jobs().create(request, settings.launchWindow());
    if (creation instanceof Created created) {
      new JobNaming(ports, log).name(marked.kept, marked.spec, created, List.of());
    } else if (creation instanceof Refused refused) {
      refused(marked, refused);
    } else if (creation instanceof Unknown unknown) {
      unknown(marked, unknown);
    }
  }

  private void refused(Marked marked, Refused refused) {
    QueueRecord entry = marked.entry();
    log.warn(
        LogEvent.JOB_REFUSED,
        entry,
        "Vertex AI refused "
            + entry.submission()
            + ": "
            + refused.code()
            + " "
            + refused.message());
    if (refused.refusal() == Creation.Refusal.FOR_GOOD) {
      finisher.end(marked.kept, State.REJECTED, List.of(said(refused)));
      return;
    }
    Instant now = ports.time().now();
    Instant retryAt = Planner.retryAfter(entry.progress().refusals() + 1, now);
    QueueRecord back = entry.with(entry.progress().refused(retryAt, now));
    if (ports.queue().replace(marked.kept, back, marked.spec).isPresent()) {
      board.tell(StatusOf.waiting(back, 0, List.of(backingOff(back)), List.of(said(refused))));
    }
  }

  private static Problem said(Refused refused) {
    ProblemCode code =
        refused.refusal() == Creation.Refusal.UNTIL_SOMEBODY_ACTS
            ? ProblemCode.NOT_ALLOWED_BY_VERTEX_AI
            : ProblemCode.REFUSED_BY_VERTEX_AI;
    return Problem.of(code, "", "code", refused.code(), "message", refused.message());
  }

  private static Problem backingOff(QueueRecord back) {
    return Problem.of(
        ProblemCode.BACKING_OFF,
        "",
        "until",
        back.progress().retryAt(),
        "times",
        back.progress().refusals());
  }

  /** There may be a job: nothing is done until {@link Recovery} knows. */
  private void unknown(Marked marked, Unknown unknown) {
    QueueRecord entry = marked.entry();
    log.warn(
        LogEvent.JOB_UNCONFIRMED,
        entry,
        "Vertex AI did not say whether it took "
            + entry.submission()
            + " ("
            + unknown.code()
            + " "
            + unknown.message()
            + "); its job is looked for by its labels");
    Problem unconfirmed =
        Problem.of(
            ProblemCode.LAUNCH_UNCONFIRMED, "", "until", marked.at.plus(settings.launchGrace()));
    board.tell(StatusOf.active(entry, List.of(), List.of(unconfirmed)));
  }
}
