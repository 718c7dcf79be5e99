package dev.slipway.policy;

import dev.slipway.text.Patterns;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as the API writes them, in whole seconds: {@code 3600s}. */
final class Seconds {

  static final String EXPECTED = "seconds and an s in quotes, such as \"86400s\"";

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})s");

  private Seconds() {}

  static Optional<Duration> parse(String text) {
    return Patterns.match(TEXT, text)
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.group(1))));
  }

  /** Parts of a second count as a whole one. */
  static String text(Duration duration) {
    return (duration.getSeconds() + (duration.getNano() > 0 ? 1 : 0)) + "s";
  }
}
