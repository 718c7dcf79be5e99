package dev.slipway.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the table.
 *
 * @param part which part of the bench measured it
 * @param what was measured
 * @param unit of the figures, such as {@code ms}
 * @param baseline the sample launcher's figure, where it has one
 * @param ours Slipway's figure
 * @param goal what ours is to reach, where the project has set itself one
 * @param floor the least that it could be with the same libraries, where that was measured
 */
record ResultRow(
    String part,
    String what,
    String unit,
    Optional<Measurements> baseline,
    Measurements ours,
    Optional<Goal> goal,
    Optional<Measurements> floor) {

  /** One whose floor was not measured. */
  ResultRow(
      String part,
      String what,
      String unit,
      Optional<Measurements> baseline,
      Measurements ours,
      Optional<Goal> goal) {
    this(part, what, unit, baseline, ours, goal, Optional.empty());
  }

  /** A figure that the sample launcher has none of. */
  static ResultRow ours(
      String part, String what, String unit, Measurements ours, Optional<Goal> goal) {
    return new ResultRow(part, what, unit, Optional.empty(), ours, goal);
  }

  /** The same with its floor. */
  ResultRow over(Measurements least) {
    return new ResultRow(part, what, unit, baseline, ours, goal, Optional.of(least));
  }

  /** Our median over the baseline's. */
  Optional<Double> ratio() {
    return ratio(ours);
  }

  /** The floor's median over the baseline's. */
  Optional<Double> floorRatio() {
    return floor.flatMap(this::ratio);
  }

  private Optional<Double> ratio(Measurements figure) {
    return baseline.map(measurements -> figure.median() / measurements.median());
  }

  /** With three digits that mean something, or all before the point. */
  static String text(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
