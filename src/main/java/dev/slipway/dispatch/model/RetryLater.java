package dev.slipway.dispatch.model;

/**
 * Somebody we depend on does not answer; the same may go through later. The only exception meant to
 * leave this package.
 */
public class RetryLater extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what was asked of whom, and what came back
   * @param cause what the client threw
   */
  public RetryLater(String message, Throwable cause) {
    super(message, cause);
  }
}
