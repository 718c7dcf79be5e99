package dev.slipway.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts turns in the order of the queue. What waits lies all over the memory, and looking at it for
 * each comparison would take most of the time of a plan for a long queue. So each is looked at once
 * for a number of its priority, the second of its arrival and its place in the list. The numbers
 * are sorted, then those that are equal but for the place.
 */
final class QueueOrder {

  private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::waiting, Waiting.ORDER);

  /** With its sign, and more than the 0 to 9 there are: somebody may change a record by hand. */
  private static final int PRIORITY_BITS = 16;

  private final Turn[] turns;
  private final int placeBits;
  private final int secondBits;

  private QueueOrder(List<Turn> turns) {
    this.turns = turns.toArray(Turn[]::new);
    this.placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(this.turns.length);
    this.secondBits = Long.SIZE - PRIORITY_BITS - placeBits;
  }

  /** Everybody's turn, in the order of {@link Waiting#ORDER}. */
  static List<Turn> of(List<Turn> turns) {
    return Arrays.asList(new QueueOrder(turns).sorted());
  }

  private Turn[] sorted() {
    long[] numbers = numbers();
    Arrays.sort(numbers);
    Turn[] sorted = new Turn[numbers.length];
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
    for (Turn turn : turns) {
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

  private static long second(Turn turn) {
    return turn.waiting().arrival().getEpochSecond();
  }

  private static long most(int bits) {
    return (1L << bits) - 1;
  }
}
