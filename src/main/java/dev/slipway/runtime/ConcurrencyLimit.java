package dev.slipway.runtime;

import java.util.concurrent.Semaphore;

/**
 * Room in memory for events: so many are handled at the same time as the heap holds if each brings
 * a spec of the largest size. The others wait their turn, whatever the platform lets in.
 */
public final class ConcurrencyLimit {

  /**
   * Of heap for each event. Of {@code HostileInputs}, the worst (YAML of one long number, or all
   * colons) need 6 MiB each to be read: 20 at once pass in a heap of 160 MB and fail in 120 MB,
   * where 20 small ones pass in 40 MB. What is written down of one takes up to 12 MiB more: its
   * bytes, its text, and that as JSON, twice. {@code HostileIT} holds it at the deployed heap.
   */
  private static final long BYTES_EACH = 24L << 20;

  private final Semaphore places;

  ConcurrencyLimit(int places) {
    this.places = new Semaphore(places, true);
  }

  /**
   * Room for as many events as a heap has.
   *
   * @param bytes its limit
   */
  public static ConcurrencyLimit inHeapOf(long bytes) {
    return new ConcurrencyLimit((int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / BYTES_EACH)));
  }

  /** How many more may enter now. */
  int places() {
    return places.availablePermits();
  }

  /** Runs an action once there is room for it. */
  public void enter(Runnable action) {
    places.acquireUninterruptibly();
    try {
      action.run();
    } finally {
      places.release();
    }
  }
}
