package dev.slipway.simulation;

/** Ends a simulation: an invariant does not hold. */
final class Violated extends Error {
  private static final long serialVersionUID = 1;

  Violated(String message) {
    super(message);
  }
}
