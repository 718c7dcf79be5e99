package dev.slipway.storage;

import java.time.Duration;

/**
 * How long Cloud Storage is waited for.
 *
 * @param connection for a connection; in whole milliseconds
 * @param answer for an answer to go on; in whole milliseconds
 * @param total no try begins later than this after the first
 * @param pause before the first retry; doubled for each further one
 */
public record Timeouts(Duration connection, Duration answer, Duration total, Duration pause) {

  /** A call is given up before a request to the function would be. */
  public static final Timeouts NORMAL =
      new Timeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(8),
          Duration.ofSeconds(20),
          Duration.ofMillis(250));
}
