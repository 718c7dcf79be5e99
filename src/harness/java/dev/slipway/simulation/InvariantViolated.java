package dev.slipway.simulation;

/** Ends a simulation: an invariant does not hold. */
public final class InvariantViolated extends Error {
  private static final long serialVersionUID = 1;

  InvariantViolated(String message) {
    super(message);
  }
}
