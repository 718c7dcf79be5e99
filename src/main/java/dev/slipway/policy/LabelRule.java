package dev.slipway.policy;

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

  /** Some patterns take exponential time on some values: after so many steps it is no match. */
  private static final int MOST_STEPS = 100_000;

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

  boolean allows(String value) {
    if (value.length() > LONGEST_VALUE) {
      return false;
    }
    try {
      return pattern.matcher(new Watched(value, new int[1])).matches();
    } catch (TooLong e) {
      return false;
    }
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A text that counts how often it is looked at: the one thing a pattern must do at each step. */
  private static final class Watched implements CharSequence {
    private final CharSequence text;
    private final int[] steps;

    Watched(CharSequence text, int[] steps) {
      this.text = text;
      this.steps = steps;
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.subSequence(start, end), steps);
    }
  }
}
