package dev.slipway.emulator.vertex;

/**
 * What CreateCustomJob does when the job's resource pools have too few free replicas. No public
 * text says what Vertex AI does.
 */
public enum WhenFull {
  /**
   * Takes the job, which holds its replicas at once. A launcher that over-commits a pool is then
   * seen in the journal rather than saved by the emulator.
   */
  TAKE,

  /** Refuses the job with RESOURCE_EXHAUSTED, in the words used for a short training quota. */
  REFUSE
}
