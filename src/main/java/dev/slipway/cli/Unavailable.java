package dev.slipway.cli;

/** What a command needs is not to be had: its message tells the user what, and what to do. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * For people.
   *
   * @param message what cannot be had, and what to do
   */
  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
