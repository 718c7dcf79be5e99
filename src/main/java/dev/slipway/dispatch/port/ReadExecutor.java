package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Port: lets several calls be under way at the same time. */
public interface ReadExecutor {

  /**
   * Begins a call that only reads: whoever has begun it may never ask for its answer. Where it
   * begins others itself, these never wait for a place that it holds.
   *
   * @return waits for the answer, and gives it; what the call throws is thrown then
   */
  <T> Pending<T> begin(Supplier<T> call);

  /**
   * Begins a call like {@link #begin}, or has part in one that others have asked for: never in one
   * that has begun before this was asked for.
   *
   * @param question the same for the same call, and only then
   */
  default <T> Pending<T> beginShared(String question, Supplier<T> call) {
    return begin(call);
  }

  /**
   * Does work that calls nothing, and waits for it no longer than a limit, where work can be done
   * at the same time. What takes longer goes on, and holds up nobody.
   *
   * @return empty when it takes longer; what the work throws is thrown
   * @throws RetryLater when there is no thread to do it
   */
  default <T> Optional<T> within(Duration limit, Supplier<T> work) {
    return Optional.of(work.get());
  }

  /** The answer of a call that was begun. */
  interface Pending<T> extends Supplier<T> {

    /**
     * Waits for the answer no longer than that, where calls are really under way at the same time.
     *
     * @throws RetryLater when it has not come by then
     */
    default T within(Duration limit) {
      return get();
    }
  }
}
