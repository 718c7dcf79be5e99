package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Signal.SpecGone;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.Specs.SpecObject;
import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a submission whose spec was deleted or overwritten. While it waits it is
 * withdrawn. From its mark on there may be a job: an overwrite leaves that alone, and a deletion is
 * noted on the record, where every pass finds it.
 */
final class Withdrawal {

  /** How often a record that changes under our hands is read again. */
  private static final int TRIES = 5;

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final OutcomeRecorder recorder;
  private final StatusPublisher publisher;

  Withdrawal(
      Ports ports,
      Settings settings,
      Log log,
      StatusPublisher publisher,
      OutcomeRecorder recorder) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.publisher = publisher;
    this.recorder = recorder;
  }

  /**
   * Hears that a generation is gone.
   *
   * @return the queue to serve now, in which others may have moved up; none when nothing changed
   * @throws RetryLater when nothing is written down yet
   */
  IntakeResult gone(SpecGone signal) {
    try {
      return withdraw(signal);
    } catch (Queue.UnreadableRecord e) {
      // Delivered again it would be as unreadable; who can read it finds the spec gone at launch.
      log.about(
          signal.submission(),
          Log.Severity.WARNING,
          LogEvent.RECORD_UNREADABLE,
          signal.submission() + " is gone, but its record is left alone: " + e.getMessage(),
          Optional.empty());
      return IntakeResult.DONE;
    }
  }

  private IntakeResult withdraw(SpecGone signal) {
    Submission submission = signal.submission();
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<SubmissionRecord>> current = ports.queue().read(submission.id());
      if (current.isEmpty() || current.get().value().isOver()) {
        return IntakeResult.DONE;
      }
      Optional<Submission> live =
          ports.specs().live(signal.bucket(), signal.object()).map(SpecObject::submission);
      Optional<Problem> why = Liveness.whyNot(live, submission);
      // An overwrite looks like the end of the old generation, too.
      boolean isOverwritten = signal.overwrittenBy().isPresent() || live.isPresent();
      if (why.isEmpty() || (isOverwritten && !isWaiting(current.get()))) {
        return IntakeResult.DONE;
      }
      if (withdraw(current.get(), isOverwritten, why.get())) {
        return IntakeResult.serve(current.get().value().request().resource());
      }
    }
    String message = "the record of " + submission + " changed each time while it was withdrawn";
    throw new RetryLater(message, new IllegalStateException(message));
  }

  /**
   * What waits is withdrawn; on what may have a job it is noted that its spec was deleted.
   *
   * @return false when the record has changed meanwhile
   */
  private boolean withdraw(Versioned<SubmissionRecord> active, boolean isOverwritten, Problem why) {
    if (isWaiting(active)) {
      return end(active, why);
    }
    return isOverwritten || noteWish(active);
  }

  private static boolean isWaiting(Versioned<SubmissionRecord> stored) {
    return stored.value().isWaiting();
  }

  private boolean end(Versioned<SubmissionRecord> waiting, Problem why) {
    return recorder.end(waiting, State.WITHDRAWN, List.of(why));
  }

  private boolean noteWish(Versioned<SubmissionRecord> current) {
    SubmissionRecord entry = current.value();
    Wish wish = settings.cancelOnDelete() ? Wish.CANCEL : Wish.NO_LAUNCH;
    if (entry.lifecycle().wish() == wish || entry.lifecycle().wish().cancelsJob()) {
      return true;
    }
    SubmissionRecord next = entry.with(entry.lifecycle().wished(wish));
    boolean isNoted = ports.update(current, next).isPresent();
    if (isNoted) {
      log.info(
          LogEvent.WISH_NOTED,
          next,
          next.submission()
              + " was deleted while "
              + entry.lifecycle().state()
              + ": "
              + (wish == Wish.CANCEL ? "its job is cancelled" : "its job goes on"));
      publisher.publish(StatusFactory.active(next, List.of(), List.of()));
    }
    return isNoted;
  }

  /**
   * Does what an event would have done if the spec of an active submission is not live any more.
   */
  void check(Versioned<SubmissionRecord> active) {
    Submission submission = active.value().submission();
    Optional<Submission> live =
        ports.specs().live(submission.bucket(), submission.object()).map(SpecObject::submission);
    Liveness.whyNot(live, submission).ifPresent(why -> withdraw(active, live.isPresent(), why));
  }

  /** Withdraws one that waits although somebody wants no more of it. */
  void honour(Versioned<SubmissionRecord> waiting) {
    end(waiting, waiting.value().lifecycle().wish().whyWithdrawn());
  }
}
