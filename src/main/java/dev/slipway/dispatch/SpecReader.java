package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Ports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Reads and checks the bytes of one spec. Whatever is in them must not keep the process from other
 * specs: reading has a time budget, and a spec whose reading never finishes is given up.
 */
interface SpecReader {

  /** A spec of 1 MiB takes a tenth of it on the smallest instance. */
  Duration BUDGET = Duration.ofSeconds(10);

  /**
   * Reads a spec.
   *
   * @param reading depends on nothing but its bytes and the policy, and makes no calls
   * @return empty when it was begun {@link Again#MOST} times before and never finished
   * @throws RetryLater when it takes longer than {@link #BUDGET}
   */
  Optional<SpecReading> read(Submission submission, Supplier<SpecReading> reading);

  /**
   * The reader of what has probably not been read before: it leaves no trace, and costs no call.
   */
  static SpecReader first(Ports ports) {
    return (submission, reading) -> Optional.of(within(ports, submission, reading));
  }

  private static SpecReading within(
      Ports ports, Submission submission, Supplier<SpecReading> reading) {
    return ports
        .reads()
        .within(BUDGET, reading)
        .orElseThrow(
            () -> {
              String message = "reading " + submission + " takes longer than " + BUDGET;
              return new RetryLater(message, new IllegalStateException(message));
            });
  }

  /**
   * The reader of what may have been read before, by a process that came to its end: counts, in the
   * state bucket, how often reading was begun and not finished. Only reading is between the two
   * writes, for milliseconds, so that a process which ends by chance hardly ever counts.
   */
  final class Again implements SpecReader {

    /** How often reading is begun. */
    static final int MOST = 3;

    private final Ports ports;
    private final Lock alone;

    /**
     * @param alone shared by all events of a process. What was begun before is read under it, so
     *     that a spec which ends the process does not count against others that are read beside it
     */
    Again(Ports ports, Lock alone) {
      this.ports = ports;
      this.alone = alone;
    }

    @Override
    public Optional<SpecReading> read(Submission submission, Supplier<SpecReading> reading) {
      Optional<Versioned<Integer>> begun = ports.control().readingsBegun(submission.id());
      if (begun.isEmpty()) {
        return Optional.of(counted(submission, reading, begun));
      }
      if (begun.get().value() >= MOST) {
        return Optional.empty();
      }
      alone.lock();
      try {
        return Optional.of(counted(submission, reading, begun));
      } finally {
        alone.unlock();
      }
    }

    private SpecReading counted(
        Submission submission, Supplier<SpecReading> reading, Optional<Versioned<Integer>> before) {
      Versioned<Integer> begun =
          ports
              .control()
              .noteReadingBegun(submission.id(), before)
              .orElseThrow(() -> beingRead(submission));
      SpecReading read;
      try {
        read = within(ports, submission, reading);
      } catch (RetryLater e) {
        throw e;
      } catch (RuntimeException bug) {
        // That ended the reading, not the process.
        forget(submission, begun);
        throw bug;
      }
      forget(submission, begun);
      return read;
    }

    private static RetryLater beingRead(Submission submission) {
      String message = submission + " is being read by another process";
      return new RetryLater(message, new IllegalStateException(message));
    }

    /** A count that stays is looked at only if the spec has to be read once more. */
    private void forget(Submission submission, Versioned<Integer> begun) {
      try {
        ports.control().forgetReadings(submission.id(), begun);
      } catch (RetryLater e) {
        // The submission has been read: to write down what came of it matters more.
      }
    }
  }
}
