package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.SpecParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a message whose key was taken by a message with another spec. The same spec is the same
 * submission, published or delivered again; another one must not count as launched when it was not,
 * so it gets a status of its own. Asked only where a key is found taken.
 */
final class ReusedKey {

  private final Ports ports;
  private final Log log;
  private final OutcomeRecorder recorder;

  ReusedKey(Ports ports, Log log, OutcomeRecorder recorder) {
    this.ports = ports;
    this.log = log;
    this.recorder = recorder;
  }

  /**
   * Compares what a message brings with what its key was taken by, and refuses it if that is
   * another spec. Nothing happens to specs of a bucket, whose names are taken anew by an upload.
   *
   * @param at when it was published
   * @throws RetryLater when the bucket does not answer: the message is then delivered again
   */
  void refuseIfOther(Submission submission, byte[] content, Instant at) {
    if (submission.isPublished()
        && taken(submission.id()).filter(first -> isOther(first, content)).isPresent()) {
      refuse(submission, content, at);
    }
  }

  /** The same for a message that was found valid, and whose record exists already. */
  void refuseIfOther(ValidatedSubmission accepted) {
    refuseIfOther(
        accepted.entry().submission(),
        accepted.spec().toArray(),
        accepted.entry().request().arrival());
  }

  /** What is stored of a message's content, to compare it with that of a later message. */
  static byte[] comparable(byte[] content) {
    return content.length > SpecParser.LARGEST_BYTES ? new byte[0] : content;
  }

  /**
   * What a key was taken by.
   *
   * @param spec its text; empty where it was not kept
   * @param isTooLarge whether it was not kept because of its size
   */
  private record TakenKey(String spec, boolean isTooLarge) {
    static TakenKey of(Outcome outcome) {
      boolean isTooLarge =
          outcome.status().problems().stream()
              .anyMatch(problem -> problem.code() == ProblemCode.SPEC_TOO_LARGE);
      return new TakenKey(outcome.spec(), isTooLarge);
    }
  }

  private Optional<TakenKey> taken(String id) {
    Optional<TakenKey> ended = ports.outcomes().find(id).map(TakenKey::of);
    return ended.isPresent() ? ended : record(id).flatMap(this::active);
  }

  /** What a newer version wrote is not held against anybody. */
  private Optional<Versioned<SubmissionRecord>> record(String id) {
    try {
      return ports.queue().read(id);
    } catch (Queue.UnreadableRecord e) {
      return Optional.empty();
    }
  }

  private Optional<TakenKey> active(Versioned<SubmissionRecord> stored) {
    return stored.value().isOver()
        ? ports.queue().ending(stored).map(TakenKey::of)
        : ports.queue().spec(stored).map(spec -> new TakenKey(text(spec), false));
  }

  /** Of what was not kept nobody knows whether it is the same, but for its size. */
  private static boolean isOther(TakenKey first, byte[] content) {
    return first.spec().isEmpty()
        ? first.isTooLarge() && content.length <= SpecParser.LARGEST_BYTES
        : !first.spec().equals(text(content));
  }

  private static String text(byte[] spec) {
    return new String(spec, StandardCharsets.UTF_8);
  }

  private void refuse(Submission taken, byte[] content, Instant at) {
    Submission refused = Submission.reusing(taken.object(), content);
    if (ports.outcomes().exists(refused.id())) {
      DuplicateCheck.acknowledge(refused, "was refused before", log);
      return;
    }
    Problem problem = Problem.of(ProblemCode.KEY_REUSED, "", "key", taken.object());
    SubmissionRecord over =
        SubmissionRecord.endedAtOnce(
            refused, at, State.REJECTED, Optional.empty(), ports.time().now());
    log.about(
        refused,
        Log.Severity.WARNING,
        LogEvent.KEY_REUSED,
        taken + " was published again with another spec, which is refused as " + refused,
        Optional.empty());
    recorder.endAtOnce(over, List.of(problem), List.of(), comparable(content));
  }
}
