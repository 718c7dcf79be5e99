package dev.slipway.spec;

import dev.slipway.text.Patterns;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a plain scalar means in YAML 1.2's core schema
 * (https://yaml.org/spec/1.2.2/#103-core-schema): {@code yes}, {@code 1:30}, {@code 1_000} and
 * {@code 2026-11-21} are texts, {@code 012} is twelve.
 */
final class YamlScalars {

  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Pattern DECIMAL =
      Pattern.compile("\\A([-+]?)(?=\\.?[0-9])0*+([0-9]*+)(\\.[0-9]*+)?([eE][-+]?[0-9]++)?\\z");
  private static final Pattern OCTAL = Pattern.compile("0o([0-7]+)");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-fA-F]+)");

  /** Longer literals are no sensible numbers, and slow to convert. */
  private static final int LONGEST_NUMBER = 100;

  private YamlScalars() {}

  /** The value of a plain scalar. */
  static Json of(String plain) {
    if (NULL.contains(plain)) {
      return new Json.Null();
    }
    if (TRUE.contains(plain) || FALSE.contains(plain)) {
      return new Json.Bool(TRUE.contains(plain));
    }
    // JSON has no infinity and no NaN; as in protobuf's JSON they stay texts, which no number
    // takes.
    return number(plain).<Json>map(Json.Num::new).orElseGet(() -> new Json.Text(plain));
  }

  /** A number as JSON writes it: no plus sign, no leading zeros, digits around the point. */
  private static Optional<String> number(String plain) {
    return Patterns.find(DECIMAL, plain)
        .map(YamlScalars::decimal)
        .or(() -> whole(OCTAL, plain, 8))
        .or(() -> whole(HEXADECIMAL, plain, 16));
  }

  private static String decimal(MatchResult parts) {
    String sign = parts.group(1).equals("-") ? "-" : "";
    String whole = parts.group(2);
    String fraction = parts.group(3) == null ? "" : parts.group(3);
    String exponent = parts.group(4) == null ? "" : parts.group(4);
    return sign
        + (whole.isEmpty() ? "0" : whole)
        + (fraction.length() == 1 ? "" : fraction)
        + exponent;
  }

  private static Optional<String> whole(Pattern pattern, String plain, int radix) {
    return Patterns.match(pattern, plain)
        .map(match -> match.group(1))
        .filter(digits -> digits.length() <= LONGEST_NUMBER)
        .map(digits -> new BigInteger(digits, radix).toString());
  }
}
