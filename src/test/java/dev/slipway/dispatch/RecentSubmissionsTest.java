package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a process remembers of its intakes. */
final class RecentSubmissionsTest {

  @Test
  void theLatestTenThousandIdsAreRememberedAndOlderOnesForgotten() {
    RecentSubmissions remembered = new RecentSubmissions();
    IntStream.range(0, 10_003).mapToObj(Integer::toString).forEach(remembered::add);

    List<Integer> forgotten =
        IntStream.range(0, 10_004)
            .filter(id -> !remembered.contains(Integer.toString(id)))
            .boxed()
            .toList();

    assertEquals(List.of(0, 1, 2, 10_003), forgotten);
  }
}
