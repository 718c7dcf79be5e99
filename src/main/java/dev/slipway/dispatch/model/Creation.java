package dev.slipway.dispatch.model;

/** What came of asking Vertex AI for a job. */
public sealed interface Creation {

  /**
   * There is a job.
   *
   * @param name its full name
   * @param state its first state
   */
  record Created(String name, State state) implements Creation {}

  /**
   * There is none and there will be none from this call.
   *
   * @param refusal what to make of it
   * @param code the gRPC status, such as {@code INVALID_ARGUMENT}
   * @param message Vertex AI's own words
   */
  record Refused(Refusal refusal, String code, String message) implements Creation {}

  /**
   * Nobody knows: there may be a job.
   *
   * @param code the gRPC status, such as {@code DEADLINE_EXCEEDED}
   * @param message what the client said
   */
  record Unknown(String code, String message) implements Creation {}

  /** What a refusal means for the submission. */
  enum Refusal {
    /** The spec itself is wrong: it never will be taken. */
    FOR_GOOD,
    /** Somebody must act: a permission, a name. */
    UNTIL_SOMEBODY_ACTS,
    /** Somebody must act: Slipway may not run jobs as the account, or there is no such account. */
    UNTIL_IT_MAY_ACT_AS,
    /** Not now: quota, capacity, state. */
    FOR_NOW
  }
}
