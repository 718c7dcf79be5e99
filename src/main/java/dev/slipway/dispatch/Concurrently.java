package dev.slipway.dispatch;

import java.util.function.Supplier;

/** Port: lets several calls be under way at the same time. */
public interface Concurrently {

  /**
   * Begins a call that only reads: whoever has begun it may never ask for its answer. It must not
   * begin others itself.
   *
   * @return waits for the answer, and gives it; what the call throws is thrown then
   */
  <T> Supplier<T> begin(Supplier<T> call);
}
