package dev.slipway.dispatch.model;

/**
 * The state of a submission: two before it is a job, the job's own, and three ends without a job.
 * Those of a job have the API's names without their prefix
 * (google/cloud/aiplatform/v1/job_state.proto).
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

  /**
   * Whether nothing will follow, and a job holds nothing. A paused job is counted as holding its
   * replicas: no source says that it gives them back.
   */
  public boolean isOver() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED, PARTIALLY_SUCCEEDED -> true;
      case REJECTED, WITHDRAWN, TIMED_OUT -> true;
      case WAITING, LAUNCHING, QUEUED, PENDING, RUNNING, CANCELLING, PAUSED, UPDATING -> false;
    };
  }
}
