package dev.slipway.bench;

import java.util.Optional;

/**
 * What a figure is to reach.
 *
 * @param kind what is compared with the limit
 * @param limit in the figure's unit, or times the baseline
 */
record Target(Kind kind, double limit) {

  /** What is compared. */
  enum Kind {
    /** The ratio to the baseline, which must not be more. */
    TIMES_BASELINE,
    /** The figure, which must not be more. */
    AT_MOST,
    /** The figure, which must not be less. */
    AT_LEAST
  }

  static Optional<Target> timesBaseline(double limit) {
    return Optional.of(new Target(Kind.TIMES_BASELINE, limit));
  }

  static Optional<Target> atMost(double limit) {
    return Optional.of(new Target(Kind.AT_MOST, limit));
  }

  static Optional<Target> atLeast(double limit) {
    return Optional.of(new Target(Kind.AT_LEAST, limit));
  }

  /** Whether a row reaches it. */
  boolean isMet(Row row) {
    return isMet(row.ours().median(), row.ratio());
  }

  /** Whether a row's floor reaches it; true where none was measured. */
  boolean isMetByFloor(Row row) {
    return row.floor().map(floor -> isMet(floor.median(), row.floorRatio())).orElse(true);
  }

  private boolean isMet(double figure, Optional<Double> ratio) {
    return switch (kind) {
      case TIMES_BASELINE -> ratio.orElse(Double.NaN) <= limit;
      case AT_MOST -> figure <= limit;
      case AT_LEAST -> figure >= limit;
    };
  }

  /** For the table. */
  String text() {
    return switch (kind) {
      case TIMES_BASELINE -> "≤ " + Row.text(limit) + " ×";
      case AT_MOST -> "≤ " + Row.text(limit);
      case AT_LEAST -> "≥ " + Row.text(limit);
    };
  }
}
