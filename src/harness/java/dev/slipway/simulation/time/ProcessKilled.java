package dev.slipway.simulation.time;

/** Unwinds a process whatever it tries: an error, since the product catches exceptions. */
public final class ProcessKilled extends Error {
  private static final long serialVersionUID = 1;

  public ProcessKilled() {
    super("the process died", null, false, false);
  }
}
