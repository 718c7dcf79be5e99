package dev.slipway.simulation;

/** Unwinds a process whatever it tries: an error, since the product catches exceptions. */
final class Died extends Error {
  private static final long serialVersionUID = 1;

  Died() {
    super("the process died", null, false, false);
  }
}
