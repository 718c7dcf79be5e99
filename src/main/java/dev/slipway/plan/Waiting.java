package dev.slipway.plan;

import dev.slipway.spec.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A submission that waits.
 *
 * @param id its ID
 * @param priority 0 to 9, higher goes first
 * @param arrival earlier goes first among equals
 * @param requirements what it asks for
 * @param decided whether it was once found to fit: then it is never rejected for its shape
 * @param refusals how often in a row Vertex AI refused it for now
 * @param retryAt not to be launched before
 */
public record Waiting(
    String id,
    int priority,
    Instant arrival,
    Requirements requirements,
    boolean decided,
    int refusals,
    Instant retryAt) {

  /** The order of the queue: priority, then arrival, then ID so that it is always the same. */
  public static final Comparator<Waiting> ORDER =
      Comparator.comparingInt((Waiting w) -> -w.priority())
          .thenComparing(Waiting::arrival)
          .thenComparing(Waiting::id);

  /**
   * One that waits with its priority and the second of its arrival in one number, smaller goes
   * first. A long queue is sorted by these alone but for ties: what waits lies all over the memory,
   * and looking at it for each comparison takes most of the time of a plan.
   */
  private record Ranked(long rank, Waiting waiting) {

    /** More than the seconds between the first and the last instant there are. */
    private static final long PRIORITY = 1L << 56;

    static Ranked of(Waiting waiting) {
      return new Ranked(waiting.arrival.getEpochSecond() - waiting.priority * PRIORITY, waiting);
    }

    static int compare(Ranked one, Ranked other) {
      return one.rank == other.rank
          ? ORDER.compare(one.waiting, other.waiting)
          : Long.compare(one.rank, other.rank);
    }
  }

  /** Those who wait, in the order of the queue. */
  static List<Waiting> inOrder(List<Waiting> queue) {
    List<Ranked> ranked = new ArrayList<>(queue.size());
    queue.forEach(waiting -> ranked.add(Ranked.of(waiting)));
    ranked.sort(Ranked::compare);
    List<Waiting> inOrder = new ArrayList<>(queue.size());
    ranked.forEach(each -> inOrder.add(each.waiting));
    return inOrder;
  }
}
