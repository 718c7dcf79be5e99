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
 * @param floor the least that it could be with the same libraries, where that was measured
 */
record Row(
    String part,
    String what,
    String unit,
    Optional<Sample> baseline,
    Sample ours,
    Optional<Target> target,
    Optional<Sample> floor) {

  /** One whose floor was not measured. */
  Row(
      String part,
      String what,
      String unit,
      Optional<Sample> baseline,
      Sample ours,
      Optional<Target> target) {
    this(part, what, unit, baseline, ours, target, Optional.empty());
  }

  /** A figure that the sample launcher has none of. */
  static Row ours(String part, String what, String unit, Sample ours, Optional<Target> target) {
    return new Row(part, what, unit, Optional.empty(), ours, target);
  }

  /** The same with its floor. */
  Row over(Sample least) {
    return new Row(part, what, unit, baseline, ours, target, Optional.of(least));
  }

  /** Our median over the baseline's. */
  Optional<Double> ratio() {
    return ratio(ours);
  }

  /** The floor's median over the baseline's. */
  Optional<Double> floorRatio() {
    return floor.flatMap(this::ratio);
  }

  private Optional<Double> ratio(Sample figure) {
    return baseline.map(sample -> figure.median() / sample.median());
  }

  /** With three digits that mean something, or all before the point. */
  static String text(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }
}
