package dev.slipway.bench;

import java.util.List;

/**
 * A figure measured several times.
 *
 * @param values in ascending order, at least one
 */
record Measurements(List<Double> values) {

  Measurements {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    values = values.stream().sorted().toList();
  }

  /** A figure that is counted, or measured but once. */
  static Measurements of(double value) {
    return new Measurements(List.of(value));
  }

  double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  double lowest() {
    return values.get(0);
  }

  double highest() {
    return values.get(values.size() - 1);
  }
}
