package dev.slipway.dispatch;

import dev.slipway.dispatch.LaunchResult.End;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Creation.Refused;
import dev.slipway.dispatch.model.Creation.Unknown;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.snapshot.PlacementCheck;
import dev.slipway.plan.Advice;
import dev.slipway.plan.Planner;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How jobs are created, exactly once each. Every step is safe while others do the same at the same
 * time; the order of the steps makes it so.
 */
final class LaunchProtocol {

  /** How often a record that changes meanwhile is read again to be released. */
  private static final int TRIES = 5;

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final StatusPublisher publisher;
  private final OutcomeRecorder recorder;
  private final JobBinding binding;

  LaunchProtocol(
      Ports ports,
      Settings settings,
      Log log,
      StatusPublisher publisher,
      OutcomeRecorder recorder,
      JobBinding binding) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.publisher = publisher;
    this.recorder = recorder;
    this.binding = binding;
  }

  /**
   * Launches the candidates of one plan. Throws nothing: what fails for a candidate is its result.
   *
   * @return what came of each, in their order
   */
  List<LaunchResult> launch(LaunchBatch batch) {
    // 1. Claim each record with a new attempt ID; a claim that is lost ends that launch.
    List<Launching> launches = batch.candidates().stream().map(Launching::new).toList();
    each(launches, this::claim);
    // 2. Read again, once for all, what may have changed before the claims.
    Recheck recheck = recheck(launches);
    // 3. Release each claim that no longer holds.
    each(launches, launching -> release(launching, batch, recheck));
    // 4. Create each job: one call, never repeated.
    each(launches, this::create);
    // 5. Bind the job's name to its record, or record why there is no name.
    each(launches, launching -> record(launching, batch));
    // 6. Publish the status.
    each(launches, this::publish);
    return launches.stream().map(Launching::result).toList();
  }

  private void claim(Launching launching) {
    launching.claim = Claim.make(launching.candidate, settings.launchGrace(), ports);
    if (launching.claim.isEmpty()) {
      launching.end = Optional.of(End.CLAIM_LOST);
    }
  }

  private Recheck recheck(List<Launching> launches) {
    List<Claim> claims = launches.stream().flatMap(it -> it.claim.stream()).toList();
    Recheck recheck = Recheck.begin(ports, claims);
    claims.stream()
        .filter(claim -> claim.candidate().hasJustArrived())
        .map(Claim::record)
        .forEach(
            record ->
                log.info(
                    LogEvent.SPEC_ACCEPTED,
                    record,
                    record.submission() + " goes at once to " + record.request().resource()));
    return recheck;
  }

  private static void each(List<Launching> launches, Consumer<Launching> step) {
    for (Launching launching : launches) {
      launching.attempt(step);
    }
  }

  private void release(Launching launching, LaunchBatch batch, Recheck recheck) {
    Claim claim = launching.claim();
    // Made while the answers are on their way.
    launching.draft = Optional.of(draft(claim));
    if (orRelease(claim, () -> recheck.hasEnded(claim))) {
      ports.queue().delete(claim.stored());
      launching.end = Optional.of(End.HAD_ENDED);
      return;
    }
    orRelease(claim, () -> whyNot(claim, batch, recheck))
        .ifPresent(
            why -> {
              putBack(claim, why.text());
              launching.end = Optional.of(why.end());
            });
  }

  private Jobs.Draft draft(Claim claim) {
    SubmissionRecord record = claim.record();
    return ports
        .jobs()
        .draft(
            new Jobs.CreateRequest(
                claim.candidate().reading().document().orElseThrow(),
                record.request().resource(),
                record.id(),
                record.lifecycle().attempt().id()));
  }

  /** What cannot be read now is not launched now; left claimed, it would wait for the grace. */
  private <T> T orRelease(Claim claim, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (RetryLater e) {
      putBack(claim, "the bucket does not answer");
      throw e;
    }
  }

  /** Why a claim is released. */
  private record Release(End end, String text) {}

  private Optional<Release> whyNot(Claim claim, LaunchBatch batch, Recheck recheck) {
    if (recheck.isCancelRequested(claim)) {
      return released("an operator asked for it to be cancelled");
    }
    Queue.Listing queue = recheck.queue();
    if (!claim.isIn(queue)) {
      return released("its record has changed meanwhile");
    }
    if (recheck.isSpecGone(claim)) {
      return released("its spec is gone");
    }
    if (!isPlacementGood(claim, batch, queue.without(claim.id()))) {
      return released("others took its replicas meanwhile");
    }
    // The last questions before the call that cannot be taken back.
    if (!batch.snapshot().isFresh(ports.time())) {
      return Optional.of(new Release(End.TOO_LATE, "the look at the resource is too old by now"));
    }
    if (!claim.made().isWithin(settings.launchWindow(), ports.time())) {
      return Optional.of(new Release(End.TOO_LATE, "the mark is too old by now"));
    }
    return Optional.empty();
  }

  private static Optional<Release> released(String why) {
    return Optional.of(new Release(End.RELEASED, why));
  }

  /**
   * Whether the placement holds beside what the queue shows now. A newcomer was planned behind all
   * that waited, so it is planned again; with the same queue the plan would be the same.
   */
  private boolean isPlacementGood(Claim claim, LaunchBatch batch, Queue.Listing others) {
    if (!claim.candidate().hasJustArrived()) {
      return PlacementCheck.hasRoom(
          batch.snapshot(), batch.resource(), claim.record(), others, settings);
    }
    return others.equals(batch.snapshot().queue())
        || PlacementCheck.ofNewcomer(
                batch.snapshot().with(others),
                batch.resource(),
                claim.candidate().record(),
                settings)
            .filter(claim.candidate().pools()::equals)
            .isPresent();
  }

  /** A wish may have been noted on the record meanwhile: as long as it is claimed, it is ours. */
  private void putBack(Claim claim, String why) {
    Optional<Versioned<SubmissionRecord>> current = Optional.of(claim.stored());
    for (int i = 0;
        i < TRIES && current.map(Versioned::value).filter(claim::isOf).isPresent();
        i++) {
      SubmissionRecord back = claim.released(current.get().value(), ports);
      if (ports
          .queue()
          .replace(current.get(), back, claim.candidate().spec().toArray())
          .isPresent()) {
        log.info(LogEvent.LAUNCH_ABANDONED, back, back.submission() + " waits again: " + why);
        return;
      }
      current = ports.queue().read(back.id());
    }
  }

  private void create(Launching launching) {
    launching.creation = Optional.of(launching.draft.orElseThrow().create(settings.launchWindow()));
  }

  private void record(Launching launching, LaunchBatch batch) {
    Claim claim = launching.claim();
    Creation creation = launching.creation.orElseThrow();
    List<Problem> warnings = warnings(claim, batch);
    if (creation instanceof Created created) {
      launching.status =
          binding.bind(
              claim.stored(), claim.candidate().spec().toArray(), created, List.of(), warnings);
    } else if (creation instanceof Refused refused) {
      launching.status = refused(claim, refused);
    } else if (creation instanceof Unknown unknown) {
      launching.status = Optional.of(unknown(claim, unknown, warnings));
    }
  }

  private static List<Problem> warnings(Claim claim, LaunchBatch batch) {
    return Stream.concat(
            claim.candidate().reading().warnings().stream(),
            Advice.of(batch.resource(), claim.record().request().requirements()).stream())
        .toList();
  }

  private Optional<Status> refused(Claim claim, Refused refused) {
    SubmissionRecord record = claim.record();
    log.warn(
        LogEvent.JOB_REFUSED,
        record,
        "Vertex AI refused "
            + record.submission()
            + ": "
            + refused.code()
            + " "
            + refused.message());
    Problem problem = problem(record, refused);
    if (refused.refusal() == Creation.Refusal.FOR_GOOD) {
      recorder.end(claim.stored(), State.REJECTED, List.of(problem));
      return Optional.empty();
    }
    Instant now = ports.time().now();
    Instant retryAt = Planner.retryAfter(record.lifecycle().backoff().refusals() + 1, now);
    SubmissionRecord back = record.with(record.lifecycle().refused(retryAt, now));
    return ports
        .queue()
        .replace(claim.stored(), back, claim.candidate().spec().toArray())
        .map(written -> StatusFactory.backingOff(back, problem));
  }

  private static Problem problem(SubmissionRecord record, Refused refused) {
    return switch (refused.refusal()) {
      case FOR_GOOD -> problem(ProblemCode.REFUSED_BY_VERTEX_AI, refused);
      case UNTIL_SOMEBODY_ACTS -> problem(ProblemCode.NOT_ALLOWED_BY_VERTEX_AI, refused);
      case FOR_NOW -> problem(ProblemCode.NOT_NOW_BY_VERTEX_AI, refused);
      case UNTIL_IT_MAY_ACT_AS ->
          Problem.of(
              ProblemCode.MAY_NOT_ACT_AS_ACCOUNT,
              "",
              "account",
              record.request().requirements().serviceAccount(),
              "code",
              refused.code(),
              "message",
              refused.message());
    };
  }

  private static Problem problem(ProblemCode code, Refused refused) {
    return Problem.of(code, "", "code", refused.code(), "message", refused.message());
  }

  /** There may be a job: nothing is done until {@link Recovery} knows. */
  private Status unknown(Claim claim, Unknown unknown, List<Problem> warnings) {
    SubmissionRecord record = claim.record();
    log.warn(
        LogEvent.JOB_UNCONFIRMED,
        record,
        "Vertex AI did not say whether it took "
            + record.submission()
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
            claim.made().at().plus(settings.launchGrace()));
    return StatusFactory.active(
        record, List.of(), Stream.concat(warnings.stream(), Stream.of(unconfirmed)).toList());
  }

  private void publish(Launching launching) {
    launching.status.ifPresent(publisher::publish);
    launching.end = Optional.of(End.ASKED);
  }

  /** A candidate on its way through the steps: what each step leaves to the next. */
  private static final class Launching {

    private final LaunchCandidate candidate;
    private Optional<Claim> claim = Optional.empty();
    private Optional<Jobs.Draft> draft = Optional.empty();
    private Optional<Creation> creation = Optional.empty();
    private Optional<Status> status = Optional.empty();
    private Optional<End> end = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    Launching(LaunchCandidate candidate) {
      this.candidate = candidate;
    }

    Claim claim() {
      return claim.orElseThrow();
    }

    /** Takes a step, unless an earlier one was the last. */
    void attempt(Consumer<Launching> step) {
      if (end.isPresent()) {
        return;
      }
      try {
        step.accept(this);
      } catch (RuntimeException e) {
        failure = Optional.of(e);
        end = Optional.of(End.FAILED);
      }
    }

    LaunchResult result() {
      return new LaunchResult(end.orElseThrow(), claim.map(Claim::stored), failure);
    }
  }
}
