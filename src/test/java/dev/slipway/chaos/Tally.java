package dev.slipway.chaos;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

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

  private final AtomicLongArray counts = new AtomicLongArray(Of.values().length);

  /** One more. */
  void count(Of what) {
    counts.incrementAndGet(what.ordinal());
  }

  /** So many until now. */
  long get(Of what) {
    return counts.get(what.ordinal());
  }

  /** All counts until now, in their order. */
  Map<Of, Long> counts() {
    Map<Of, Long> all = new LinkedHashMap<>();
    Arrays.stream(Of.values()).forEach(what -> all.put(what, get(what)));
    return all;
  }
}
