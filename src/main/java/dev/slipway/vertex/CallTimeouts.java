package dev.slipway.vertex;

import java.time.Duration;

/**
 * How long Vertex AI is waited for when something is read. The client library has no limits of its
 * own.
 *
 * @param attempt for one answer
 * @param total for an answer with all retries
 * @param pause before the first retry; doubled for each further one
 */
public record CallTimeouts(Duration attempt, Duration total, Duration pause) {

  /** 10 seconds for an answer, 20 with retries. */
  public static final CallTimeouts NORMAL =
      new CallTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(250));
}
