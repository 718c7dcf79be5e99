package dev.slipway.chaos;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what happens. Safe for use by many threads. */
final class Tally {

  /** What is counted. */
  enum Of {
    UPLOADED("specs uploaded"),
    OVERWRITTEN("of these overwritten"),
    DELETED("of these deleted"),
    PUBLISHED("specs in messages"),
    STRANGERS("jobs of others"),
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

    Of(String text) {
      this.text = text;
    }

    /** For people. */
    String text() {
      return text;
    }
  }

  private final Map<Of, Long> counts = new EnumMap<>(Of.class);

  /** One more. */
  synchronized void count(Of what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** So many until now. */
  synchronized long get(Of what) {
    return counts.getOrDefault(what, 0L);
  }

  /** All counts until now, in their order. */
  Map<Of, Long> counts() {
    Map<Of, Long> all = new LinkedHashMap<>();
    Arrays.stream(Of.values()).forEach(what -> all.put(what, get(what)));
    return all;
  }
}
