package dev.slipway.storage;

import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.api.gax.retrying.TimedAttemptSettings;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageRetryStrategy;

/**
 * Retries as usual, but never a write that came too often (429): for a lease, by the time it would
 * go through, somebody else holds it.
 */
final class NoRetryWhenThrottled implements StorageRetryStrategy {
  private static final long serialVersionUID = 1;
  private static final int TOO_MANY_REQUESTS = 429;

  @Override
  public ResultRetryAlgorithm<?> getIdempotentHandler() {
    return impatient(usual().getIdempotentHandler());
  }

  @Override
  public ResultRetryAlgorithm<?> getNonidempotentHandler() {
    return impatient(usual().getNonidempotentHandler());
  }

  private static StorageRetryStrategy usual() {
    return StorageRetryStrategy.getDefaultStorageRetryStrategy();
  }

  private static <T> ResultRetryAlgorithm<T> impatient(ResultRetryAlgorithm<T> usual) {
    return new ResultRetryAlgorithm<>() {
      @Override
      public TimedAttemptSettings createNextAttempt(
          Throwable thrown, T response, TimedAttemptSettings settings) {
        return usual.createNextAttempt(thrown, response, settings);
      }

      @Override
      public boolean shouldRetry(Throwable thrown, T response) {
        return !isTooOften(thrown) && usual.shouldRetry(thrown, response);
      }
    };
  }

  private static boolean isTooOften(Throwable thrown) {
    return thrown instanceof StorageException e && e.getCode() == TOO_MANY_REQUESTS;
  }
}
