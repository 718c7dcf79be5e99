package dev.slipway.dispatch;

/**
 * What is to become of a submission of which somebody wants no more, noted on its record because it
 * was past waiting by then. One that is back in the queue is withdrawn either way.
 */
public enum Wish {
  /** Nobody has said anything. */
  NONE,
  /** Its spec was deleted; a job that it has become goes on. */
  NO_LAUNCH,
  /** Its job is to be cancelled too. */
  CANCEL
}
