package dev.slipway.emulator.storage;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Positive numbers that never repeat and come in no order, for generations and ids. Cloud Storage
 * promises no order of generations, so an emulator that counted up would hide code that relies on
 * one. Safe for use by many threads.
 */
final class StorageNumbers {

  /** Real generations are microseconds since 1970 so far: 16 digits. */
  private static final long LOWEST = 1_500_000_000_000_000L;

  private static final int BITS = 48;
  private static final long MASK = (1L << BITS) - 1;

  private final long factor;
  private final AtomicLong next;

  /**
   * Where a source is in its sequence, so that another run goes on and repeats none of its numbers.
   *
   * @param factor the source's own
   * @param next how far it is
   */
  record Position(long factor, long next) {

    /** More than are drawn in the time between two savings. */
    private static final long LEAP = 1_000_000;

    /** Parses the form of {@link #toString}. */
    static Position parse(String text) {
      String[] factorAndNext = text.split("/", 2);
      if (factorAndNext.length != 2) {
        throw new IllegalArgumentException("\"" + text + "\" is no position of numbers");
      }
      return new Position(Long.parseLong(factorAndNext[0]), Long.parseLong(factorAndNext[1]));
    }

    /** The source from here on, past what may have been drawn after this was saved. */
    StorageNumbers goOn() {
      return new StorageNumbers(factor, next + LEAP);
    }

    @Override
    public String toString() {
      return factor + "/" + next;
    }
  }

  private StorageNumbers(long factor, long next) {
    this.factor = factor;
    this.next = new AtomicLong(next);
  }

  /** Numbers drawn by this source: the same seed gives the same numbers. */
  StorageNumbers(Random random) {
    this(random.nextLong() | 1, random.nextLong() & MASK);
  }

  Position position() {
    return new Position(factor, next.get());
  }

  /** The next number, of 16 digits. */
  long next() {
    return LOWEST + shuffled(shuffled(next.getAndIncrement() & MASK));
  }

  /**
   * Maps the numbers of 48 bits one to one onto themselves, so that no two calls need remember what
   * was drawn: an odd factor and a shift-and-xor can both be undone.
   */
  private long shuffled(long number) {
    long product = (number * factor) & MASK;
    return product ^ (product >>> (BITS / 2));
  }
}
