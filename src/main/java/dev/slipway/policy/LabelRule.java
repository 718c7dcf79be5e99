package dev.slipway.policy;

import dev.slipway.text.Patterns;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A label that every job must have.
 *
 * @param key of the label
 * @param pattern what its value must match as a whole
 */
record LabelRule(String key, Pattern pattern) {

  static final String EXPECTED = "a regular expression of at most 200 characters";

  private static final int LONGEST_PATTERN = 200;

  /** Vertex AI takes no longer ones, counted in code points. */
  private static final int LONGEST_VALUE = 128;

  /** Reads a rule; empty when the pattern is none. */
  static Optional<LabelRule> parse(String key, String pattern) {
    try {
      return pattern.length() > LONGEST_PATTERN
          ? Optional.empty()
          : Optional.of(new LabelRule(key, Pattern.compile(pattern)));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Some patterns take exponential time on some values: after many steps it is no match. */
  boolean allows(String value) {
    return value.length() <= LONGEST_VALUE && Patterns.matches(pattern, value);
  }
}
