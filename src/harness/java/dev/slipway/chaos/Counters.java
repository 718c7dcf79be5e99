package dev.slipway.chaos;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what happens. Safe for use by many threads. */
final class Counters {

  /** What is counted. */
  enum Counter {
    UPLOADED("specs uploaded"),
    OVERWRITTEN("of these overwritten"),
    DELETED("of these deleted"),
    PUBLISHED("specs in messages"),
    FOREIGN_JOBS("jobs of others"),
    EVENTS("events and messages"),
    TICKS("ticks"),
    DUPLICATED("events duplicated"),
    DELAYED("deliveries delayed"),
    LOST("events lost"),
    DELIVERED("deliveries acknowledged"),
    REDELIVERED("deliveries repeated"),
    KILLS("kills (SIGKILL)"),
    FREEZES("freezes (SIGSTOP)"),
    FREEZES_PAST_GRACE("freezes longer than the grace"),
    FREEZES_PAST_LEASE("freezes longer than the lease");

    private final String text;

    Counter(String text) {
      this.text = text;
    }

    /** For people. */
    String text() {
      return text;
    }
  }

  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

  /** One more. */
  synchronized void count(Counter what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** So many until now. */
  synchronized long get(Counter what) {
    return counts.getOrDefault(what, 0L);
  }

  /** All counts until now, in their order. */
  Map<Counter, Long> counts() {
    Map<Counter, Long> all = new LinkedHashMap<>();
    Arrays.stream(Counter.values()).forEach(what -> all.put(what, get(what)));
    return all;
  }
}
