package dev.slipway.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request that a log line belongs to, as its {@code traceparent} header says
 * (https://www.w3.org/TR/trace-context/#traceparent-header).
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits
 * @param sampled whether the caller records the trace
 */
record TraceContext(String traceId, String spanId, boolean sampled) {

  /** Versions above 00 may append fields; version ff and IDs of zeros only are invalid. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** Reads the header's value; empty when it is none. */
  static Optional<TraceContext> parse(String traceparent) {
    Matcher header = TRACEPARENT.matcher(traceparent.strip());
    if (!header.matches()) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(header.group(3), 16) & 1) == 1;
    return Optional.of(new TraceContext(header.group(1), header.group(2), sampled));
  }
}
