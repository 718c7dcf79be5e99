package dev.slipway.log;

import dev.slipway.report.SafeText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was thrown, as a log tells it. */
final class CauseChain {

  /** Cloud Logging takes entries of up to 256 KiB (https://cloud.google.com/logging/quotas). */
  private static final int LONGEST_TRACE = 100_000;

  /** Deeper chains say nothing new, and a chain may be a ring. */
  private static final int DEEPEST = 8;

  private CauseChain() {}

  /** The messages of a chain of causes in one line. */
  static String line(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(DEEPEST)
        .map(cause -> SafeText.shortened(cause.toString()))
        .collect(Collectors.joining(", caused by "));
  }

  /** The stack trace as Java prints it, which is the form Error Reporting knows. */
  static String stackTrace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String text = trace.toString();
    return text.substring(0, Math.min(text.length(), LONGEST_TRACE));
  }
}
