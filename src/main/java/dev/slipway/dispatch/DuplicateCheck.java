package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an event tells of a submission that is known. Events that come late have mostly been
 * delivered before: for them it is worth an answer to ask that first, and alone, before all that a
 * launch needs is begun. Those that come at once have not, and are not kept waiting for it.
 */
final class DuplicateCheck {

  /**
   * Pub/Sub waits that long for an acknowledgement at least before it delivers again:
   * https://cloud.google.com/pubsub/docs/lease-management.
   */
  static final Duration LATE = Duration.ofSeconds(10);

  private final Ports ports;
  private final Log log;

  DuplicateCheck(Ports ports, Log log) {
    this.ports = ports;
    this.log = log;
  }

  /** Whether an event that was sent at that time comes late. */
  static boolean isLate(Instant sent, Instant now) {
    return sent.isBefore(now.minus(LATE));
  }

  /**
   * Asks.
   *
   * @return what is left to do for it; empty when nothing is known of it, or nothing that can be
   *     read
   * @throws RetryLater when the bucket does not answer
   */
  Optional<IntakeResult> ask(Submission submission) {
    if (ports.outcomes().exists(submission.id())) {
      acknowledge(submission, "has ended before", log);
      return Optional.of(IntakeResult.DONE);
    }
    Optional<SubmissionRecord> entry = record(submission.id());
    entry.ifPresent(
        known -> acknowledge(submission, "is " + known.lifecycle().state() + " already", log));
    return entry.map(
        known ->
            known.isWaiting() ? IntakeResult.serve(known.request().resource()) : IntakeResult.DONE);
  }

  private Optional<SubmissionRecord> record(String id) {
    try {
      return ports.queue().read(id).map(Versioned::value);
    } catch (Queue.UnreadableRecord e) {
      return Optional.empty();
    }
  }

  /** Says of an event that nothing is done, since its submission is known. */
  static void acknowledge(Submission submission, String what, Log log) {
    log.about(
        submission,
        Log.Severity.INFO,
        LogEvent.SPEC_KNOWN,
        submission + " " + what + "; its event is acknowledged",
        Optional.empty());
  }
}
