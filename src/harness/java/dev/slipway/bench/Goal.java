package dev.slipway.bench;

import java.util.Optional;

/**
 * What a figure is to reach.
 *
 * @param kind what is compared with the limit
 * @param limit in the figure's unit, or times the baseline
 */
record Goal(GoalKind kind, double limit) {

  /** What is compared. */
  enum GoalKind {
    /** The ratio to the baseline, which must not be more. */
    TIMES_BASELINE,
    /** The figure, which must not be more. */
    AT_MOST,
    /** The figure, which must not be less. */
    AT_LEAST
  }

  static Optional<Goal> timesBaseline(double limit) {
    return Optional.of(new Goal(GoalKind.TIMES_BASELINE, limit));
  }

  static Optional<Goal> atMost(double limit) {
    return Optional.of(new Goal(GoalKind.AT_MOST, limit));
  }

  static Optional<Goal> atLeast(double limit) {
    return Optional.of(new Goal(GoalKind.AT_LEAST, limit));
  }

  /** Whether a row reaches it. */
  boolean isMet(ResultRow row) {
    return isMet(row.ours().median(), row.ratio());
  }

  /** Whether a row's floor reaches it; true where none was measured. */
  boolean isMetByFloor(ResultRow row) {
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
      case TIMES_BASELINE -> "≤ " + ResultRow.text(limit) + " ×";
      case AT_MOST -> "≤ " + ResultRow.text(limit);
      case AT_LEAST -> "≥ " + ResultRow.text(limit);
    };
  }
}
