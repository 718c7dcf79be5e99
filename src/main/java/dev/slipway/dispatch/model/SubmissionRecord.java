package dev.slipway.dispatch.model;

import dev.slipway.spec.Format;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the queue keeps of an active submission. The record decides every transition: who wants one
 * writes it, and only who wrote it acts on it.
 *
 * @param submission which
 * @param request what it asks for
 * @param lifecycle how far it has come
 */
public record SubmissionRecord(Submission submission, JobRequest request, Lifecycle lifecycle) {

  /**
   * The record of a submission that ends as soon as it arrives. It asks for nothing any more: a bad
   * spec may ask for more than a record has room for.
   *
   * @param arrival when it arrived, by Google's clock
   * @param format how its spec was written; empty when it was not read
   */
  public static SubmissionRecord endedAtOnce(
      Submission submission, Instant arrival, State state, Optional<Format> format, Instant now) {
    Requirements nothing = new Requirements(List.of(), "", "", "", Spelling.CAMEL);
    return new SubmissionRecord(
        submission,
        new JobRequest("", 0, arrival, nothing, format, ""),
        Lifecycle.endedAtOnce(state, now));
  }

  /** The submission's ID. */
  public String id() {
    return submission.id();
  }

  /** This record, further on. */
  public SubmissionRecord with(Lifecycle next) {
    return new SubmissionRecord(submission, request, next);
  }

  /** Whether it waits to be launched. */
  public boolean isWaiting() {
    return lifecycle.state() == State.WAITING;
  }

  /** Whether it is over, and only what follows from that is left to do. */
  public boolean isOver() {
    return lifecycle.state().isOver();
  }

  /** Whether it was claimed for a launch that has not named a job yet. */
  public boolean isLaunching() {
    return lifecycle.state() == State.LAUNCHING;
  }
}
