package dev.slipway.emulator;

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

  /** Numbers drawn by this source: the same seed gives the same numbers. */
  StorageNumbers(Random random) {
    this.factor = random.nextLong() | 1;
    this.next = new AtomicLong(random.nextLong() & MASK);
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
