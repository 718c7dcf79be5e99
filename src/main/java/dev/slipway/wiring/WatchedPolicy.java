package dev.slipway.wiring;

import dev.slipway.dispatch.Policies;
import dev.slipway.dispatch.RetryLater;
import dev.slipway.dispatch.Time;
import dev.slipway.policy.Policy;
import dev.slipway.report.Wording;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The policy at an address, read again when it is a minute old. What cannot be used is not kept:
 * whoever asks next tries again, and until then nothing is allowed.
 */
final class WatchedPolicy implements Policies {

  private static final Duration LASTS = Duration.ofMinutes(1);

  /** A policy written by a bad hand may have thousands. */
  private static final int PROBLEMS_TOLD = 5;

  private final String address;
  private final Supplier<Optional<byte[]>> source;
  private final Time time;
  private Current last = Current.unreadable("");
  private Instant readAt = Instant.EPOCH;
  private Duration readAtElapsed = Duration.ZERO;

  /**
   * A policy that may change.
   *
   * @param address for people
   * @param source its bytes; empty when nothing is there
   */
  WatchedPolicy(String address, Supplier<Optional<byte[]>> source, Time time) {
    this.address = address;
    this.source = source;
    this.time = time;
  }

  @Override
  public synchronized Current current() {
    if (last.policy().isEmpty() || isOld()) {
      Instant now = time.now();
      Duration elapsed = time.elapsed();
      last = read();
      readAt = now;
      readAtElapsed = elapsed;
    }
    return last;
  }

  /** By either clock: the one that never jumps stands still while the machine sleeps. */
  private boolean isOld() {
    return time.elapsed().minus(readAtElapsed).compareTo(LASTS) >= 0
        || Duration.between(readAt, time.now()).abs().compareTo(LASTS) >= 0;
  }

  private Current read() {
    try {
      return source
          .get()
          .map(bytes -> judged(Policy.parse(bytes)))
          .orElseGet(() -> Current.unreadable(address + " does not exist"));
    } catch (RetryLater | UncheckedIOException e) {
      return Current.unreadable(address + " cannot be read: " + e.getMessage());
    }
  }

  private Current judged(Policy.Reading reading) {
    return reading.policy().map(Current::of).orElseGet(() -> Current.unreadable(why(reading)));
  }

  private String why(Policy.Reading reading) {
    return address
        + " is not right: "
        + reading.problems().stream()
            .limit(PROBLEMS_TOLD)
            .map(Wording::line)
            .collect(Collectors.joining("; "));
  }
}
