package dev.slipway.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts candidates into the order of the queue, by packed {@code long} keys: priority, second of
 * arrival, place in the list. Comparing the objects themselves is dominated by cache misses for
 * long queues. Candidates whose keys differ in the place only are compared in full afterwards.
 */
final class QueueOrder {

  private static final Comparator<Candidate> ORDER =
      Comparator.comparing(Candidate::waiting, PendingSubmission.ORDER);

  /** With its sign, and more than the 0 to 9 there are: somebody may change a record by hand. */
  private static final int PRIORITY_BITS = 16;

  private final Candidate[] turns;
  private final int placeBits;
  private final int secondBits;

  private QueueOrder(List<Candidate> turns) {
    this.turns = turns.toArray(Candidate[]::new);
    this.placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(this.turns.length);
    this.secondBits = Long.SIZE - PRIORITY_BITS - placeBits;
  }

  /** Everybody's turn, in the order of {@link PendingSubmission#ORDER}. */
  static List<Candidate> of(List<Candidate> turns) {
    return Arrays.asList(new QueueOrder(turns).sorted());
  }

  private Candidate[] sorted() {
    long[] numbers = numbers();
    Arrays.sort(numbers);
    Candidate[] sorted = new Candidate[numbers.length];
    int firstEqual = 0;
    for (int i = 0; i < numbers.length; i++) {
      sorted[i] = turns[(int) (numbers[i] & most(placeBits))];
      if (numbers[i] >> placeBits != numbers[firstEqual] >> placeBits) {
        Arrays.sort(sorted, firstEqual, i, ORDER);
        firstEqual = i;
      }
    }
    Arrays.sort(sorted, firstEqual, sorted.length, ORDER);
    return sorted;
  }

  /** Seconds that there is no room for are equal. */
  private long[] numbers() {
    long earliest = Long.MAX_VALUE;
    for (Candidate turn : turns) {
      earliest = Math.min(earliest, second(turn));
    }
    long[] numbers = new long[turns.length];
    for (int i = 0; i < numbers.length; i++) {
      long behind = -turns[i].waiting().priority();
      long second = Math.min(most(secondBits), second(turns[i]) - earliest);
      numbers[i] = (((behind << secondBits) | second) << placeBits) | i;
    }
    return numbers;
  }

  private static long second(Candidate turn) {
    return turn.waiting().arrival().getEpochSecond();
  }

  private static long most(int bits) {
    return (1L << bits) - 1;
  }
}
