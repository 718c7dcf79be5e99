package dev.slipway.spec;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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
      Pattern.compile("([-+]?)(?=\\.?[0-9])([0-9]*)(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
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
    Matcher decimal = DECIMAL.matcher(plain);
    if (decimal.matches()) {
      String sign = decimal.group(1).equals("-") ? "-" : "";
      String whole = decimal.group(2).replaceFirst("^0+(?=[0-9])", "");
      String fraction = decimal.group(3) == null ? "" : decimal.group(3);
      String exponent = decimal.group(4) == null ? "" : decimal.group(4);
      return Optional.of(
          sign
              + (whole.isEmpty() ? "0" : whole)
              + (fraction.length() == 1 ? "" : fraction)
              + exponent);
    }
    return whole(OCTAL.matcher(plain), 8).or(() -> whole(HEXADECIMAL.matcher(plain), 16));
  }

  private static Optional<String> whole(Matcher digits, int radix) {
    return digits.matches() && digits.group(1).length() <= LONGEST_NUMBER
        ? Optional.of(new BigInteger(digits.group(1), radix).toString())
        : Optional.empty();
  }
}
