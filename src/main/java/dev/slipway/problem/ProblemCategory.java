package dev.slipway.problem;

/** What a problem is about, and so how long it holds. */
public enum ProblemCategory {
  /** The document as it is written: what it says at that place was not read. */
  DOCUMENT,
  /** What the spec asks for, or where it wants to run: it holds as long as both are the same. */
  SPEC,
  /** The persistent resource, the queue, the policy, the job or the service at some time. */
  SITUATION
}
