package dev.slipway.pool;

/**
 * The state of a persistent resource. The API's names; what each means for jobs is our inference
 * from their texts (google/cloud/aiplatform/v1/persistent_resource.proto), since no source says
 * what creating a job returns in each.
 */
public enum ResourceState {
  /** Being made. Jobs wait. */
  PROVISIONING,
  /** Healthy. Takes jobs. */
  RUNNING,
  /** Being deleted. Somebody must act. */
  STOPPING,
  /** May be unusable. Somebody must act. */
  ERROR,
  /** Not available now, expected back. Jobs wait. */
  REBOOTING,
  /** Being resized, also by autoscaling. Takes jobs. */
  UPDATING,
  /** Not given, or of a later version of the API. Jobs wait, with a warning. */
  UNKNOWN;

  /** Whether jobs can be launched now. */
  public boolean takesJobs() {
    return this == RUNNING || this == UPDATING;
  }

  /** Whether jobs will be taken again without anybody acting. */
  public boolean passes() {
    return this == PROVISIONING || this == REBOOTING;
  }
}
