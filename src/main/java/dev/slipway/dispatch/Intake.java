package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.dispatch.port.Specs.SpecObject;
import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.SpecParser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes a submission in: it ends at once, or has a record in the queue from then on. Everything
 * here may be done again, by anybody, at any time. Throws {@link RetryLater} as long as no record
 * stands.
 */
final class Intake {

  private static final byte[] NOT_READ = {};

  /** Of a name that a publisher gives, in characters. */
  private static final int LONGEST_NAME = 128;

  private final EventScope scope;
  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final SpecReader reader;
  private final Optional<DirectLaunch> direct;
  private final OutcomeRecorder recorder;

  /** Puts what it takes in into the queue. */
  Intake(EventScope scope, SpecReader reader) {
    this(scope, reader, Optional.empty());
  }

  /**
   * @param reader reads the spec
   * @param direct launches what may be launched at once; empty when all goes into the queue
   */
  Intake(EventScope scope, SpecReader reader, Optional<DirectLaunch> direct) {
    this.scope = scope;
    this.ports = scope.ports();
    this.settings = scope.settings();
    this.log = scope.log();
    this.reader = reader;
    this.direct = direct;
    this.recorder = scope.recorder();
  }

  /** Takes a spec that was uploaded. */
  IntakeResult uploaded(Submission submission) {
    return withSecondTry(submission, way -> fromBucket(submission, way));
  }

  private IntakeResult fromBucket(Submission submission, Optional<DirectLaunch> way) {
    Supplier<Optional<SpecObject>> lives =
        ports.reads().begin(() -> ports.specs().live(submission.bucket(), submission.object()));
    Supplier<Optional<byte[]>> content = ports.reads().begin(() -> ports.specs().read(submission));
    if (acknowledgeIfEnded(submission)) {
      return IntakeResult.DONE;
    }
    Optional<SpecObject> live = lives.get();
    Optional<Problem> why = Liveness.whyNot(live.map(SpecObject::submission), submission);
    if (why.isPresent()) {
      return gone(submission, why.get());
    }
    SpecObject spec = live.orElseThrow();
    Optional<Problem> misnamed = ports.specs().misnamed(submission);
    if (misnamed.isPresent()) {
      return end(submission, spec.uploaded(), State.REJECTED, misnamed.get());
    }
    if (isTooLongAgo(spec.uploaded())) {
      return end(submission, spec.uploaded(), State.TIMED_OUT, tooLongAgo(spec.uploaded()));
    }
    if (spec.size() > SpecParser.LARGEST_BYTES) {
      return end(submission, spec.uploaded(), State.REJECTED, SpecParser.tooLarge(spec.size()));
    }
    Optional<byte[]> bytes;
    try {
      bytes = content.get();
    } catch (Specs.NotReadable e) {
      Problem refused =
          Problem.of(ProblemCode.SPEC_NOT_READABLE, "", "message", String.valueOf(e.getMessage()));
      return end(submission, spec.uploaded(), State.REJECTED, refused);
    }
    return bytes.isEmpty()
        ? gone(submission, Problem.of(ProblemCode.SPEC_GONE, ""))
        : take(new Arrived(submission, "", spec.uploaded()), bytes.get(), way);
  }

  /**
   * Takes a spec that came in a message.
   *
   * @param name what its publisher calls it; empty for none
   */
  IntakeResult published(Submission submission, String name, byte[] content, Instant published) {
    Arrived arrived = new Arrived(submission, name, published);
    return withSecondTry(submission, way -> fromMessage(arrived, content, way));
  }

  /**
   * What is known of a spec before it is read.
   *
   * @param name what its publisher calls it; empty for none
   * @param at when, by Google's clock
   */
  private record Arrived(Submission submission, String name, Instant at) {}

  private IntakeResult fromMessage(Arrived arrived, byte[] content, Optional<DirectLaunch> way) {
    Submission submission = arrived.submission();
    Instant published = arrived.at();
    if (acknowledgeIfEnded(submission)) {
      scope.reusedKey().refuseIfOther(submission, content, published);
      return IntakeResult.DONE;
    }
    if (content.length > SpecParser.LARGEST_BYTES) {
      return endMessage(arrived, content, State.REJECTED, SpecParser.tooLarge(content.length));
    }
    return isTooLongAgo(published)
        ? endMessage(arrived, content, State.TIMED_OUT, tooLongAgo(published))
        : take(arrived, content, way);
  }

  /**
   * A bug may strike by chance: it is given a second try. One that strikes twice would strike each
   * time that the event is delivered; whoever waits for an answer gets the one that there is.
   */
  private IntakeResult withSecondTry(
      Submission submission, Function<Optional<DirectLaunch>, IntakeResult> intake) {
    try {
      return intake.apply(direct);
    } catch (RetryLater e) {
      throw e;
    } catch (RuntimeException bug) {
      struck(submission, Log.Severity.WARNING, "it is tried again", bug);
    }
    try {
      return intake.apply(Optional.empty());
    } catch (RetryLater e) {
      throw e;
    } catch (RuntimeException bug) {
      struck(submission, Log.Severity.ERROR, "please report it with this log entry", bug);
      Problem failed = Problem.of(ProblemCode.INTAKE_FAILED, "");
      return end(submission, ports.time().now(), State.REJECTED, failed);
    }
  }

  private void struck(
      Submission submission, Log.Severity severity, String what, RuntimeException bug) {
    log.about(
        submission,
        severity,
        LogEvent.EVENT_FAILED,
        "a bug struck the intake of " + submission + "; " + what,
        Optional.of(bug));
  }

  /** Endings are kept longer than this: what is older may have ended, and nobody knows any more. */
  private boolean isTooLongAgo(Instant arrival) {
    return arrival.isBefore(ports.time().now().minus(settings.takeAtMost()));
  }

  private boolean acknowledgeIfEnded(Submission submission) {
    if (!ports.outcomes().exists(submission.id())) {
      return false;
    }
    DuplicateCheck.acknowledge(submission, "has ended before", log);
    return true;
  }

  /** A policy that cannot be used keeps nobody out: what waits is checked again at its launch. */
  private IntakeResult take(Arrived arrived, byte[] content, Optional<DirectLaunch> way) {
    Submission submission = arrived.submission();
    String name = shortened(arrived.name());
    Policies.Current policy = ports.policies().current();
    SpecContext context =
        SpecContext.of(
            settings.defaultResource(),
            submission,
            name,
            settings.team(submission),
            policy.policy().orElse(Policy.ALLOW_ALL));
    Optional<SpecReading> finished =
        reader.read(submission, () -> SpecReading.of(content, ports.schema(), context));
    if (finished.isEmpty()) {
      Problem unfinished =
          Problem.of(ProblemCode.INTAKE_UNFINISHED, "", "times", SpecReader.Again.MOST);
      return end(submission, arrived.at(), State.REJECTED, unfinished);
    }
    SpecReading reading = finished.get();
    if (!reading.isValid()) {
      SubmissionRecord refused =
          endedRecord(submission, arrived.at(), State.REJECTED, reading.format());
      if (!recorder.endAtOnce(refused, reading.problems(), reading.warnings(), content)) {
        scope.reusedKey().refuseIfOther(submission, content, arrived.at());
      }
      return IntakeResult.DONE;
    }
    JobSpec spec = reading.spec().orElseThrow();
    JobRequest request =
        new JobRequest(
            reading.resource(),
            reading.priority(),
            arrived.at(),
            spec.requirements(),
            reading.format(),
            name);
    SubmissionRecord entry =
        new SubmissionRecord(submission, request, Lifecycle.accepted(ports.time().now()));
    ValidatedSubmission accepted =
        new ValidatedSubmission(entry, Bytes.of(content), reading, policy);
    return way.isPresent()
        ? way.get().launch(accepted)
        : scope.queueEntry().add(accepted, List.of());
  }

  /** Display names are not longer, and records have no room for more. */
  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
  }

  private IntakeResult gone(Submission submission, Problem problem) {
    return end(submission, ports.time().now(), State.WITHDRAWN, problem);
  }

  private IntakeResult end(Submission submission, Instant arrival, State state, Problem problem) {
    SubmissionRecord over = endedRecord(submission, arrival, state, Optional.empty());
    recorder.endAtOnce(over, List.of(problem), List.of(), NOT_READ);
    return IntakeResult.DONE;
  }

  /** Its content is stored, to be compared with that of a message that takes the same key. */
  private IntakeResult endMessage(Arrived arrived, byte[] content, State state, Problem problem) {
    Submission submission = arrived.submission();
    SubmissionRecord over = endedRecord(submission, arrived.at(), state, Optional.empty());
    if (!recorder.endAtOnce(over, List.of(problem), List.of(), ReusedKey.comparable(content))) {
      scope.reusedKey().refuseIfOther(submission, content, arrived.at());
    }
    return IntakeResult.DONE;
  }

  private SubmissionRecord endedRecord(
      Submission submission, Instant arrival, State state, Optional<Format> format) {
    return SubmissionRecord.endedAtOnce(submission, arrival, state, format, ports.time().now());
  }

  private Problem tooLongAgo(Instant arrival) {
    return Problem.of(
        ProblemCode.UPLOADED_TOO_LONG_AGO, "", "uploaded", arrival, "most", settings.takeAtMost());
  }
}
