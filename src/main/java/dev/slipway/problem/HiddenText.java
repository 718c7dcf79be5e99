package dev.slipway.problem;

import dev.slipway.text.Patterns;
import java.util.regex.Pattern;

/** What is said in place of a private value. */
public final class HiddenText {

  /** In place of a value of which not even the kind is said. */
  public static final String HIDDEN = "…";

  /** The texts that {@link #kind} makes: what hides a value is not hidden again. */
  private static final Pattern KIND =
      Pattern.compile(
          "an object|a list|true or false|null|a (?:long )?(?:string|number)"
              + "(?: of [0-9]{1,9} (?:characters?|digits?))?");

  /**
   * A variable of any name, a command for a shell, or a list of strings, each without its value.
   */
  private static final Pattern SUGGESTION =
      Pattern.compile(
          "\\[?\\{\"name\":\"[A-Za-z_]\\w*\",\"value\":\"…\"}(?:, …)?]?"
              + "|\\[\"sh\",\"-c\",\"…\"]"
              + "|\\[\"…\"(?:,\"…\")*(?:, …)?]");

  private HiddenText() {}

  /**
   * The kind and length of a value: {@code a number of 8 digits}.
   *
   * @param value a text, or JSON with texts in quotes; one that says a kind already stays
   */
  public static String kind(String value) {
    if (Patterns.matches(KIND, value)) {
      return value;
    }
    boolean isPlaceholder = value.startsWith("{{");
    if (!isPlaceholder && (value.startsWith("{") || value.startsWith("["))) {
      return value.startsWith("{") ? "an object" : "a list";
    }
    if (value.equals("true") || value.equals("false")) {
      return "true or false";
    }
    if (value.endsWith(HIDDEN)) {
      return "a long string";
    }
    if (isNumber(value)) {
      return "a number of " + counted(value.chars().filter(Character::isDigit).count(), "digit");
    }
    int quotes = isIn("\"", value) || isIn("'", value) ? 2 : 0;
    return "a string of " + counted(value.length() - quotes, "character");
  }

  private static boolean isIn(String quote, String value) {
    return value.length() > 1 && value.startsWith(quote) && value.endsWith(quote);
  }

  private static boolean isNumber(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)
        && value.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Whether a suggestion shows how to write a value without any of the value itself. */
  static boolean isSuggestion(String instead) {
    return Patterns.matches(SUGGESTION, instead);
  }
}
