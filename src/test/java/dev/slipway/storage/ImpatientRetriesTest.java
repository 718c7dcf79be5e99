package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.cloud.storage.StorageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the client of leases tries again. */
final class ImpatientRetriesTest {

  @Test
  void whatMayBeRepeatedIsTriedAgainUnlessItCameTooOften() {
    assertEquals(
        List.of("429 no", "503 again", "404 no"),
        tried(new NoRetryWhenThrottled().getIdempotentHandler()));
  }

  @Test
  void whatMayNotBeRepeatedIsNeverTriedAgain() {
    assertEquals(
        List.of("429 no", "503 no", "404 no"),
        tried(new NoRetryWhenThrottled().getNonidempotentHandler()));
  }

  private static List<String> tried(ResultRetryAlgorithm<?> retries) {
    return Stream.of(429, 503, 404)
        .map(
            code ->
                code
                    + (retries.shouldRetry(new StorageException(code, "no"), null)
                        ? " again"
                        : " no"))
        .toList();
  }
}
