package dev.slipway.plan;

import dev.slipway.spec.Problem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One that waits, and what can be told of it before its turn comes.
 *
 * @param waiting who
 * @param workerPools what it asks for
 * @param misfits what keeps it from ever running on the resource
 */
record Turn(Waiting waiting, WorkerPools workerPools, List<Problem> misfits) {

  private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::waiting, Waiting.ORDER);

  /**
   * Everybody's turn, in the order of the queue. What waits lies all over the memory, and looking
   * at it for each comparison takes most of the time of a plan for a long queue. So each is looked
   * at once, for a number that says nearly all, and the numbers are sorted.
   */
  static List<Turn> inOrder(List<Turn> turns) {
    return Arrays.asList(new Ranks(turns.toArray(Turn[]::new)).inOrder());
  }

  /**
   * Priority, second of the arrival and place in the list, in one number: who has a smaller one is
   * not behind.
   */
  private static final class Ranks {

    /** With its sign: more than the 0 to 9 there are. */
    private static final int PRIORITY_BITS = 8;

    private final Turn[] turns;
    private final int placeBits;
    private final int secondBits;

    Ranks(Turn[] turns) {
      this.turns = turns;
      this.placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(turns.length);
      this.secondBits = Long.SIZE - PRIORITY_BITS - placeBits;
    }

    Turn[] inOrder() {
      long[] ranks = ranks();
      Arrays.sort(ranks);
      Turn[] inOrder = new Turn[ranks.length];
      int firstEqual = 0;
      for (int i = 0; i < ranks.length; i++) {
        inOrder[i] = turns[(int) (ranks[i] & most(placeBits))];
        if (ranks[i] >> placeBits != ranks[firstEqual] >> placeBits) {
          Arrays.sort(inOrder, firstEqual, i, ORDER);
          firstEqual = i;
        }
      }
      Arrays.sort(inOrder, firstEqual, inOrder.length, ORDER);
      return inOrder;
    }

    private long[] ranks() {
      long earliest = Long.MAX_VALUE;
      for (Turn turn : turns) {
        earliest = Math.min(earliest, second(turn));
      }
      long[] ranks = new long[turns.length];
      for (int i = 0; i < ranks.length; i++) {
        long behind = -turns[i].waiting.priority();
        long second = Math.min(most(secondBits), second(turns[i]) - earliest);
        ranks[i] = (((behind << secondBits) | second) << placeBits) | i;
      }
      return ranks;
    }

    private static long second(Turn turn) {
      return turn.waiting.arrival().getEpochSecond();
    }

    private static long most(int bits) {
      return (1L << bits) - 1;
    }
  }
}
