package dev.slipway.dispatch.model;

/**
 * What the queue keeps of an active submission. The record decides every transition: who wants one
 * writes it, and only who wrote it acts on it.
 *
 * @param submission which
 * @param request what it asks for
 * @param lifecycle how far it has come
 */
public record SubmissionRecord(Submission submission, JobRequest request, Lifecycle lifecycle) {

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
