package dev.slipway.dispatch.model;

/**
 * The state of a Vertex AI job: the API's names without their prefix
 * (google/cloud/aiplatform/v1/job_state.proto).
 */
public enum JobState {
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
  /** Not given, or of a later version of the API: taken as still alive. */
  UNKNOWN;

  /**
   * Whether the job has ended and holds nothing. A paused job is counted as holding its replicas:
   * no source says that it gives them back.
   */
  public boolean isOver() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, EXPIRED, PARTIALLY_SUCCEEDED -> true;
      case QUEUED, PENDING, RUNNING, CANCELLING, PAUSED, UPDATING, UNKNOWN -> false;
    };
  }
}
