package dev.slipway.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one way to hold text of others against a regular expression. Java's search tries again from
 * many places, and some pairs of expression and text take hours: here each search ends after a
 * number of steps, and finds nothing then.
 */
public final class Patterns {

  /**
   * In characters. Longer text is no name, number or address of anything (Cloud Storage's have up
   * to 1,092), and matches nothing as a whole; the matcher could also run out of stack on it.
   */
  public static final int LONGEST = 2_000;

  /** Steps that even the shortest text is worth. */
  static final int STEPS = 100_000;

  /** Steps for each character: Slipway's own expressions need fewer. */
  static final int STEPS_PER_CHARACTER = 40;

  private Patterns() {}

  /** Whether the whole text matches. */
  public static boolean matches(Pattern pattern, CharSequence text) {
    return match(pattern, text).isPresent();
  }

  /** The match of the whole text; empty when it does not match or is too long. */
  public static Optional<MatchResult> match(Pattern pattern, CharSequence text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      Matcher matcher = pattern.matcher(new Watched(text));
      return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    } catch (TooManySteps e) {
      return Optional.empty();
    }
  }

  /** The first place that matches, in text of any length. */
  public static Optional<MatchResult> find(Pattern pattern, CharSequence text) {
    try {
      Matcher matcher = pattern.matcher(new Watched(text));
      return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    } catch (TooManySteps e) {
      return Optional.empty();
    }
  }

  /** The first places that match, in text of any length. */
  public static List<MatchResult> findAll(Pattern pattern, CharSequence text, int most) {
    List<MatchResult> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(new Watched(text));
    try {
      while (found.size() < most && matcher.find()) {
        found.add(matcher.toMatchResult());
      }
    } catch (TooManySteps e) {
      // What was not searched holds none.
    }
    return found;
  }

  /** The parts between matches, empty ones included. Text that is too long is one part. */
  public static List<String> split(Pattern pattern, String text) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    if (text.length() <= LONGEST) {
      Matcher matcher = pattern.matcher(new Watched(text));
      try {
        while (matcher.find()) {
          parts.add(text.substring(begin, matcher.start()));
          begin = matcher.end();
        }
      } catch (TooManySteps e) {
        // What was not searched is one part.
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("", null, false, false);
    }
  }

  /** Counts how often it is looked at: the one thing a matcher must do at each step. */
  private static final class Watched implements CharSequence {
    private final CharSequence text;
    private long stepsLeft;

    Watched(CharSequence text) {
      this.text = text;
      this.stepsLeft = STEPS + (long) STEPS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
      if (--stepsLeft < 0) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    /** Of what matched, for the groups. */
    @Override
    public String toString() {
      return text.toString();
    }
  }
}
