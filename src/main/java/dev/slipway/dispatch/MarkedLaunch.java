package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Creation.Refused;
import dev.slipway.dispatch.model.Creation.Unknown;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusOf;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.snapshot.Look;
import dev.slipway.plan.Advice;
import dev.slipway.plan.Planner;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What follows a mark: look again → create once → write down what came of it. Only who wrote the
 * mark may go this way. Each step is safe against anybody else doing the same at the same time; the
 * order of the steps is what makes it so.
 */
final class MarkedLaunch {

  /** Why who gave way to others waits again. */
  static final String OTHERS_CAME_FIRST = "others took its replicas meanwhile";

  /** How often a record that changes meanwhile is read again to be put back. */
  private static final int TRIES = 5;

  /** What came of a mark. */
  enum Outcome {
    /** Its submission had ended before: the record is deleted. */
    HAD_ENDED,
    /** Others came first; it waits again. */
    GAVE_WAY,
    /** The look or the mark is too old by now; it waits again. */
    TOO_LATE,
    /** Vertex AI was asked for the job, whatever it said. */
    ASKED
  }

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Look look;
  private final Finisher finisher;
  private final StatusBoard board;
  private final Marked marked;
  private final Supplier<Boolean> ended;
  private final Supplier<Boolean> cancelRequested;
  private final Supplier<Queue.Listing> listed;

  /**
   * Begins to look again: for its ending, and at the queue, so that of two who marked at the same
   * time at least one sees the other. Both are asked after the mark, so that whatever ended or was
   * marked before is seen.
   *
   * @param look what it was marked by
   */
  MarkedLaunch(Ports ports, Settings settings, Log log, Look look, Marked marked) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.look = look;
    this.finisher = new Finisher(ports, log);
    this.board = new StatusBoard(ports, log);
    this.marked = marked;
    this.ended = ports.concurrently().begin(() -> ports.endings().exists(marked.entry().id()));
    this.cancelRequested =
        ports.concurrently().begin(() -> ports.control().isCancelRequested(marked.entry().id()));
    this.listed = Look.queue(ports);
  }

  /**
   * Launches a marked submission unless it had ended or has to wait again.
   *
   * @param reading its spec, with no problems
   * @param whyNot why it has to wait again when the rest of the queue looks like this; empty when
   *     what it was marked for still holds
   */
  Outcome run(
      SpecReading reading,
      PersistentResource resource,
      Function<Queue.Listing, Optional<String>> whyNot) {
    // Made while the answers are on their way.
    Jobs.Draft job = draft(reading);
    if (orUnmark(ended)) {
      ports.queue().delete(marked.kept());
      return Outcome.HAD_ENDED;
    }
    if (orUnmark(cancelRequested)) {
      unmark("an operator asked for it to be cancelled");
      return Outcome.GAVE_WAY;
    }
    Queue.Listing queue = orUnmark(listed);
    if (!isStillMarked(queue)) {
      unmark("its record has changed meanwhile");
      return Outcome.GAVE_WAY;
    }
    Optional<String> why = orUnmark(() -> whyNot.apply(queue.without(marked.entry().id())));
    if (why.isPresent()) {
      unmark(why.get());
      return Outcome.GAVE_WAY;
    }
    if (!isInTime()) {
      return Outcome.TOO_LATE;
    }
    List<Problem> warnings =
        Stream.concat(
                reading.warnings().stream(),
                Advice.of(resource, marked.entry().ask().requirements()).stream())
            .toList();
    noted(job.create(settings.launchWindow()), warnings);
    return Outcome.ASKED;
  }

  /** The last question before the call that cannot be taken back. */
  private boolean isInTime() {
    if (!look.isFresh(ports.time())) {
      unmark("the look at the resource is too old by now");
      return false;
    }
    if (!Look.isWithin(settings.launchWindow(), ports.time(), marked.at(), marked.elapsed())) {
      unmark("the mark is too old by now");
      return false;
    }
    return true;
  }

  /** What cannot be asked now is not launched now; left marked, it would wait for the grace. */
  private <T> T orUnmark(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (RetryLater e) {
      unmark("the bucket does not answer");
      throw e;
    }
  }

  /**
   * Whether the queue shows exactly the record that we wrote. It holds also where a clock stood
   * still: what others have done to the record meanwhile is seen here.
   */
  private boolean isStillMarked(Queue.Listing queue) {
    return queue.records().stream()
        .filter(kept -> kept.value().id().equals(marked.entry().id()))
        .anyMatch(kept -> kept.generation().equals(marked.kept().generation()));
  }

  /**
   * Puts the record back into the queue. It may have changed since the mark, for a wish was noted
   * on it; as long as it is marked for this launch and names no job, nobody else creates one.
   */
  private void unmark(String why) {
    Optional<Kept<QueueRecord>> standing = Optional.of(marked.kept());
    for (int i = 0; i < TRIES && standing.filter(this::isMarkedByUs).isPresent(); i++) {
      QueueRecord back = marked.unmarked(standing.get().value(), ports.time().now());
      if (ports.queue().replace(standing.get(), back, marked.spec()).isPresent()) {
        log.info(LogEvent.LAUNCH_ABANDONED, back, back.submission() + " waits again: " + why);
        return;
      }
      standing = ports.queue().read(back.id());
    }
  }

  private boolean isMarkedByUs(Kept<QueueRecord> kept) {
    Progress progress = kept.value().progress();
    return progress.state() == State.LAUNCHING
        && progress.attempt().equals(marked.entry().progress().attempt())
        && progress.job().isEmpty();
  }

  private Jobs.Draft draft(SpecReading reading) {
    QueueRecord entry = marked.entry();
    return ports
        .jobs()
        .draft(
            new Jobs.Request(
                reading.document().orElseThrow(),
                entry.ask().resource(),
                entry.id(),
                entry.progress().attempt()));
  }

  /** Writes down what Vertex AI said. */
  private void noted(Creation creation, List<Problem> warnings) {
    if (creation instanceof Created created) {
      new JobNaming(ports, log, warnings).name(marked.kept(), marked.spec(), created, List.of());
    } else if (creation instanceof Refused refused) {
      refused(refused);
    } else if (creation instanceof Unknown unknown) {
      unknown(unknown, warnings);
    }
  }

  private void refused(Refused refused) {
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
      finisher.end(marked.kept(), State.REJECTED, List.of(said(entry, refused)));
      return;
    }
    Instant now = ports.time().now();
    Instant retryAt = Planner.retryAfter(entry.progress().refusals() + 1, now);
    QueueRecord back = entry.with(entry.progress().refused(retryAt, now));
    if (ports.queue().replace(marked.kept(), back, marked.spec()).isPresent()) {
      board.tell(StatusOf.backingOff(back, said(entry, refused)));
    }
  }

  private static Problem said(QueueRecord entry, Refused refused) {
    return switch (refused.refusal()) {
      case FOR_GOOD -> said(ProblemCode.REFUSED_BY_VERTEX_AI, refused);
      case UNTIL_SOMEBODY_ACTS -> said(ProblemCode.NOT_ALLOWED_BY_VERTEX_AI, refused);
      case FOR_NOW -> said(ProblemCode.NOT_NOW_BY_VERTEX_AI, refused);
      case UNTIL_IT_MAY_ACT_AS ->
          Problem.of(
              ProblemCode.MAY_NOT_ACT_AS_ACCOUNT,
              "",
              "account",
              entry.ask().requirements().serviceAccount(),
              "code",
              refused.code(),
              "message",
              refused.message());
    };
  }

  private static Problem said(ProblemCode code, Refused refused) {
    return Problem.of(code, "", "code", refused.code(), "message", refused.message());
  }

  /** There may be a job: nothing is done until {@link Recovery} knows. */
  private void unknown(Unknown unknown, List<Problem> warnings) {
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
            ProblemCode.LAUNCH_UNCONFIRMED, "", "until", marked.at().plus(settings.launchGrace()));
    board.tell(
        StatusOf.active(
            entry, List.of(), Stream.concat(warnings.stream(), Stream.of(unconfirmed)).toList()));
  }
}
