package dev.slipway.dispatch.model;

/**
 * The state of a submission: two before it is a job, the job's own, and three ends without a job.
 */
public enum State {
  /** Accepted; waits for its turn. */
  WAITING,
  /** Marked; a job is being created for it. */
  LAUNCHING,
  QUEUED,
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLING,
  CANCELLED,
  PAUSED,
  EXPIRED,
  UPDATING,
  PARTIALLY_SUCCEEDED,
  /** Never could run. */
  REJECTED,
  /** Deleted or superseded while it waited. */
  WITHDRAWN,
  /** Waited too long. */
  TIMED_OUT;

  /** The state that a launched job shows; one that we do not know counts as queued. */
  public static State of(JobState job) {
    return job == JobState.UNKNOWN ? QUEUED : valueOf(job.name());
  }

  /** Whether nothing will follow. */
  public boolean isOver() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED, PARTIALLY_SUCCEEDED -> true;
      case REJECTED, WITHDRAWN, TIMED_OUT -> true;
      case WAITING, LAUNCHING, QUEUED, PENDING, RUNNING, CANCELLING, PAUSED, UPDATING -> false;
    };
  }
}
