package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Creation.Refused;
import dev.slipway.dispatch.model.Creation.Unknown;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.snapshot.Snapshot;
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
 * What follows a claim: read again → create the job once → record the result. Only the process that
 * wrote the claim may do this. Each step is safe when others do the same at the same time; the
 * order of the steps makes it so.
 */
final class LaunchProtocol {

  /** Why a launch is abandoned when other submissions have claimed its replicas. */
  static final String OTHERS_CAME_FIRST = "others took its replicas meanwhile";

  /** How often a record that changes meanwhile is read again to be put back. */
  private static final int TRIES = 5;

  /** What came of a mark. */
  enum LaunchResult {
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
  private final Snapshot snapshot;
  private final OutcomeRecorder finisher;
  private final StatusPublisher board;
  private final Claim marked;
  private final Supplier<Boolean> ended;
  private final Supplier<Boolean> cancelRequested;
  private final Supplier<Queue.Listing> listed;

  /**
   * Begins to look again: for its ending, and at the queue, so that of two who marked at the same
   * time at least one sees the other. Both are asked after the mark, so that whatever ended or was
   * marked before is seen.
   *
   * @param snapshot what it was marked by
   */
  LaunchProtocol(Ports ports, Settings settings, Log log, Snapshot snapshot, Claim marked) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.snapshot = snapshot;
    this.finisher = new OutcomeRecorder(ports, log);
    this.board = new StatusPublisher(ports, log);
    this.marked = marked;
    this.ended = ports.reads().begin(() -> ports.outcomes().exists(marked.entry().id()));
    this.cancelRequested =
        ports.reads().begin(() -> ports.control().isCancelRequested(marked.entry().id()));
    this.listed = Snapshot.queue(ports);
  }

  /**
   * Launches a marked submission unless it had ended or has to wait again.
   *
   * @param reading its spec, with no problems
   * @param whyNot why it has to wait again when the rest of the queue looks like this; empty when
   *     what it was marked for still holds
   */
  LaunchResult run(
      SpecReading reading,
      PersistentResource resource,
      Function<Queue.Listing, Optional<String>> whyNot) {
    // Made while the answers are on their way.
    Jobs.Draft job = draft(reading);
    if (orUnmark(ended)) {
      ports.queue().delete(marked.kept());
      return LaunchResult.HAD_ENDED;
    }
    if (orUnmark(cancelRequested)) {
      unmark("an operator asked for it to be cancelled");
      return LaunchResult.GAVE_WAY;
    }
    Queue.Listing queue = orUnmark(listed);
    if (!isStillMarked(queue)) {
      unmark("its record has changed meanwhile");
      return LaunchResult.GAVE_WAY;
    }
    Optional<String> why = orUnmark(() -> whyNot.apply(queue.without(marked.entry().id())));
    if (why.isPresent()) {
      unmark(why.get());
      return LaunchResult.GAVE_WAY;
    }
    if (!isInTime()) {
      return LaunchResult.TOO_LATE;
    }
    List<Problem> warnings =
        Stream.concat(
                reading.warnings().stream(),
                Advice.of(resource, marked.entry().request().requirements()).stream())
            .toList();
    noted(job.create(settings.launchWindow()), warnings);
    return LaunchResult.ASKED;
  }

  /** The last question before the call that cannot be taken back. */
  private boolean isInTime() {
    if (!snapshot.isFresh(ports.time())) {
      unmark("the look at the resource is too old by now");
      return false;
    }
    if (!marked.made().isWithin(settings.launchWindow(), ports.time())) {
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
    Optional<Versioned<SubmissionRecord>> standing = Optional.of(marked.kept());
    for (int i = 0; i < TRIES && standing.filter(this::isMarkedByUs).isPresent(); i++) {
      SubmissionRecord back = marked.unmarked(standing.get().value(), ports.time().now());
      if (ports.queue().replace(standing.get(), back, marked.spec()).isPresent()) {
        log.info(LogEvent.LAUNCH_ABANDONED, back, back.submission() + " waits again: " + why);
        return;
      }
      standing = ports.queue().read(back.id());
    }
  }

  private boolean isMarkedByUs(Versioned<SubmissionRecord> kept) {
    Lifecycle lifecycle = kept.value().lifecycle();
    return lifecycle.state() == State.LAUNCHING
        && lifecycle.attempt().equals(marked.entry().lifecycle().attempt())
        && lifecycle.job().isEmpty();
  }

  private Jobs.Draft draft(SpecReading reading) {
    SubmissionRecord entry = marked.entry();
    return ports
        .jobs()
        .draft(
            new Jobs.CreateRequest(
                reading.document().orElseThrow(),
                entry.request().resource(),
                entry.id(),
                entry.lifecycle().attempt()));
  }

  /** Writes down what Vertex AI said. */
  private void noted(Creation creation, List<Problem> warnings) {
    if (creation instanceof Created created) {
      new JobBinding(ports, log, warnings).name(marked.kept(), marked.spec(), created, List.of());
    } else if (creation instanceof Refused refused) {
      refused(refused);
    } else if (creation instanceof Unknown unknown) {
      unknown(unknown, warnings);
    }
  }

  private void refused(Refused refused) {
    SubmissionRecord entry = marked.entry();
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
    Instant retryAt = Planner.retryAfter(entry.lifecycle().refusals() + 1, now);
    SubmissionRecord back = entry.with(entry.lifecycle().refused(retryAt, now));
    if (ports.queue().replace(marked.kept(), back, marked.spec()).isPresent()) {
      board.tell(StatusFactory.backingOff(back, said(entry, refused)));
    }
  }

  private static Problem said(SubmissionRecord entry, Refused refused) {
    return switch (refused.refusal()) {
      case FOR_GOOD -> said(ProblemCode.REFUSED_BY_VERTEX_AI, refused);
      case UNTIL_SOMEBODY_ACTS -> said(ProblemCode.NOT_ALLOWED_BY_VERTEX_AI, refused);
      case FOR_NOW -> said(ProblemCode.NOT_NOW_BY_VERTEX_AI, refused);
      case UNTIL_IT_MAY_ACT_AS ->
          Problem.of(
              ProblemCode.MAY_NOT_ACT_AS_ACCOUNT,
              "",
              "account",
              entry.request().requirements().serviceAccount(),
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
    SubmissionRecord entry = marked.entry();
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
            ProblemCode.LAUNCH_UNCONFIRMED,
            "",
            "until",
            marked.made().at().plus(settings.launchGrace()));
    board.tell(
        StatusFactory.active(
            entry, List.of(), Stream.concat(warnings.stream(), Stream.of(unconfirmed)).toList()));
  }
}
