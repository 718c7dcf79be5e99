package dev.slipway.runtime;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Time;
import dev.slipway.policy.Policy;
import dev.slipway.report.Wording;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The policy at an address, read again when it is a minute old. A failure lasts for some seconds,
 * in which nothing is allowed: callers that wait for a read share what it brings, failures too.
 */
public final class RefreshingPolicy implements Policies {

  /** From when its reading began. */
  private static final Duration POLICY_LASTS = Duration.ofMinutes(1);

  /**
   * From when its reading ended: a read can take longer than this, and callers that have waited for
   * it would otherwise repeat it one after another.
   */
  private static final Duration FAILURE_LASTS = Duration.ofSeconds(5);

  /** A policy written by a bad hand may have thousands. */
  private static final int PROBLEMS_TOLD = 5;

  private final String address;
  private final Supplier<Optional<byte[]>> source;
  private final NamedContent content;
  private final Time time;
  private Optional<ReadPolicy> last = Optional.empty();

  /** What is known, and since when. */
  private record ReadPolicy(Current current, ClockReading since) {}

  /**
   * A policy that may change.
   *
   * @param address for people
   * @param source its bytes; empty when nothing is there
   * @param content which bytes its name tells
   */
  public RefreshingPolicy(
      String address, Supplier<Optional<byte[]>> source, NamedContent content, Time time) {
    this.address = address;
    this.source = source;
    this.content = content;
    this.time = time;
  }

  /** Callers wait here for the one that reads, never for more than one read. */
  @Override
  public synchronized Current current() {
    if (last.isEmpty() || !isFresh(last.get())) {
      last = Optional.of(readNow());
    }
    return last.get().current();
  }

  private boolean isFresh(ReadPolicy known) {
    return known
        .since()
        .isWithin(known.current().policy().isPresent() ? POLICY_LASTS : FAILURE_LASTS, time);
  }

  private ReadPolicy readNow() {
    ClockReading began = ClockReading.now(time);
    Current read = read();
    if (read.policy().isEmpty()) {
      return failed(read);
    }
    ReadPolicy known = new ReadPolicy(read, began);
    return isFresh(known)
        ? known
        : failed(Current.unreadable(address + " cannot be read: it took longer than a minute"));
  }

  private ReadPolicy failed(Current why) {
    return new ReadPolicy(why, ClockReading.now(time));
  }

  private Current read() {
    try {
      return source
          .get()
          .map(this::judged)
          .orElseGet(() -> Current.unreadable(address + " does not exist"));
    } catch (RetryLater | UncheckedIOException e) {
      return Current.unreadable(address + " cannot be read: " + e.getMessage());
    } catch (RuntimeException bug) {
      return Current.unreadable(address + " cannot be read because of a bug: " + bug);
    }
  }

  private Current judged(byte[] bytes) {
    return content
        .whyNot(bytes)
        .map(why -> Current.unreadable(address + " " + why))
        .orElseGet(() -> judged(Policy.parse(bytes)));
  }

  private Current judged(Policy.PolicyReading reading) {
    return reading.policy().map(Current::of).orElseGet(() -> Current.unreadable(why(reading)));
  }

  private String why(Policy.PolicyReading reading) {
    return address
        + " is not right: "
        + reading.problems().stream()
            .limit(PROBLEMS_TOLD)
            .map(Wording::line)
            .collect(Collectors.joining("; "));
  }
}
