package dev.slipway.simulation.time;

/** Ends a simulation: an invariant does not hold. */
public final class InvariantViolated extends Error {
  private static final long serialVersionUID = 1;

  public InvariantViolated(String message) {
    super(message);
  }
}
