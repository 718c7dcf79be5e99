package dev.slipway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An answer that somebody types. */
final class Confirmation {

  private static final Set<String> YES = Set.of("y", "yes");

  private Confirmation() {}

  /** Whether the next line says yes; anything else, the end of the input too, is no. */
  static boolean isYes(InputStream input) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    return Optional.ofNullable(lines.readLine())
        .filter(line -> YES.contains(line.strip().toLowerCase(Locale.ROOT)))
        .isPresent();
  }
}
