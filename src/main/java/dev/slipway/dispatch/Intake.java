package dev.slipway.dispatch;

import dev.slipway.dispatch.Specs.SpecObject;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import dev.slipway.spec.Spelling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a submission in: it ends at once, or has a record in the queue from then on. Everything
 * here may be done again, by anybody, at any time. Throws {@link RetryLater} as long as no record
 * stands.
 */
final class Intake {

  private static final byte[] NOT_READ = {};

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Finisher finisher;

  Intake(Ports ports, Settings settings, Log log) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.finisher = new Finisher(ports, log);
  }

  /**
   * Takes a spec that was uploaded.
   *
   * @return the persistent resource in whose queue it may be; empty when it has ended
   */
  Optional<String> uploaded(Submission submission) {
    return twice(submission, () -> fromBucket(submission));
  }

  private Optional<String> fromBucket(Submission submission) {
    if (isKnown(submission)) {
      return Optional.empty();
    }
    Optional<SpecObject> live = ports.specs().live(submission.bucket(), submission.object());
    Optional<Problem> why = Liveness.whyNot(live.map(SpecObject::submission), submission);
    if (why.isPresent()) {
      return gone(submission, why.get());
    }
    SpecObject spec = live.orElseThrow();
    if (isTooLongAgo(spec.uploaded())) {
      return end(submission, spec.uploaded(), State.TIMED_OUT, tooLongAgo(spec.uploaded()));
    }
    if (spec.size() > SpecParser.LARGEST_BYTES) {
      return end(submission, spec.uploaded(), State.REJECTED, SpecParser.tooLarge(spec.size()));
    }
    Optional<byte[]> content = ports.specs().read(spec);
    return content.isEmpty()
        ? gone(submission, Problem.of(ProblemCode.SPEC_GONE, ""))
        : take(submission, spec.uploaded(), content.get());
  }

  /**
   * Takes a spec that came in a message.
   *
   * @return the persistent resource in whose queue it may be; empty when it has ended
   */
  Optional<String> published(Submission submission, byte[] content, Instant published) {
    return twice(submission, () -> fromMessage(submission, content, published));
  }

  private Optional<String> fromMessage(Submission submission, byte[] content, Instant published) {
    if (isKnown(submission)) {
      return Optional.empty();
    }
    if (content.length > SpecParser.LARGEST_BYTES) {
      return end(submission, published, State.REJECTED, SpecParser.tooLarge(content.length));
    }
    return isTooLongAgo(published)
        ? end(submission, published, State.TIMED_OUT, tooLongAgo(published))
        : take(submission, published, content);
  }

  /**
   * A bug may strike by chance: it is given a second try. One that strikes twice would strike each
   * time that the event is delivered; whoever waits for an answer gets the one that there is.
   */
  private Optional<String> twice(Submission submission, Supplier<Optional<String>> intake) {
    try {
      return intake.get();
    } catch (RetryLater e) {
      throw e;
    } catch (RuntimeException bug) {
      struck(submission, Log.Severity.WARNING, "it is tried again", bug);
    }
    try {
      return intake.get();
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
    log.write(
        new Log.Entry(
            severity,
            LogEvent.EVENT_FAILED,
            "a bug struck the intake of " + submission + "; " + what,
            submission.id(),
            "",
            Optional.of(bug)));
  }

  /** Endings are kept longer than this: what is older may have ended, and nobody knows any more. */
  private boolean isTooLongAgo(Instant arrival) {
    return arrival.isBefore(ports.time().now().minus(settings.takeAtMost()));
  }

  private boolean isKnown(Submission submission) {
    if (!ports.endings().exists(submission.id())) {
      return false;
    }
    log.write(
        new Log.Entry(
            Log.Severity.INFO,
            LogEvent.SPEC_KNOWN,
            submission + " has ended before; its event is acknowledged",
            submission.id(),
            "",
            Optional.empty()));
    return true;
  }

  private Optional<String> take(Submission submission, Instant arrival, byte[] content) {
    SpecReading reading = SpecReading.of(content, ports.schema(), settings.defaultResource());
    if (!reading.problems().isEmpty() || reading.spec().isEmpty()) {
      finisher.endAtOnce(over(submission, arrival, State.REJECTED), reading.problems(), content);
      return Optional.empty();
    }
    Ask ask = ask(reading.spec().get(), arrival);
    QueueRecord entry = new QueueRecord(submission, ask, Progress.accepted(ports.time().now()));
    Optional<Kept<QueueRecord>> created = ports.queue().create(entry, content);
    if (created.isPresent()) {
      log.info(LogEvent.SPEC_ACCEPTED, entry, submission + " waits for " + ask.resource());
      new StatusBoard(ports, log).tell(StatusOf.waiting(entry, 0, List.of(), reading.warnings()));
    }
    return Optional.of(ask.resource());
  }

  private Ask ask(JobSpec spec, Instant arrival) {
    String named = spec.persistentResource();
    return new Ask(
        named.isEmpty() ? settings.defaultResource() : named,
        SpecRules.priorityOf(spec),
        arrival,
        spec.requirements());
  }

  private Optional<String> gone(Submission submission, Problem problem) {
    return end(submission, ports.time().now(), State.WITHDRAWN, problem);
  }

  private Optional<String> end(
      Submission submission, Instant arrival, State state, Problem problem) {
    finisher.endAtOnce(over(submission, arrival, state), List.of(problem), NOT_READ);
    return Optional.empty();
  }

  /**
   * What ends at once asks for nothing any more: a bad spec may ask for more than a record has room
   * for.
   */
  private QueueRecord over(Submission submission, Instant arrival, State state) {
    Requirements nothing = new Requirements(List.of(), "", "", "", Spelling.CAMEL);
    return new QueueRecord(
        submission,
        new Ask("", 0, arrival, nothing),
        Progress.endedAtOnce(state, ports.time().now()));
  }

  private Problem tooLongAgo(Instant arrival) {
    return Problem.of(
        ProblemCode.UPLOADED_TOO_LONG_AGO, "", "uploaded", arrival, "most", settings.takeAtMost());
  }
}
