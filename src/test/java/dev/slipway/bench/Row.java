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
 * @param target what ours is to reach, where the project has set itself one
 */
record Row(
    String part,
    String what,
    String unit,
    Optional<Sample> baseline,
    Sample ours,
    Optional<Target> target) {

  /** A figure that the sample launcher has none of. */
  static Row ours(String part, String what, String unit, Sample ours, Optional<Target> target) {
    return new Row(part, what, unit, Optional.empty(), ours, target);
  }

  /** Our median over the baseline's. */
  Optional<Double> ratio() {
    return baseline.map(sample -> ours.median() / sample.median());
  }

  /** With three digits that mean something, or all before the point. */
  static String text(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
