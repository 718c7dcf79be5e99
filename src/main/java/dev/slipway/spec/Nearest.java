package dev.slipway.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which known name somebody may have meant. */
public final class Nearest {

  /** Longer texts are no mistyped names. */
  private static final int LONGEST = 64;

  /** One wrong character in so many is close. */
  private static final int CLOSE = 3;

  private Nearest() {}

  /**
   * The known name closest to a mistyped one, or else the only one that contains it; the first of
   * several alike. Case and underscores don't count.
   */
  public static Optional<String> to(String found, Collection<String> known) {
    String typed = plain(found);
    if (typed.length() < 2 || typed.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> closest =
        known.stream()
            .min(Comparator.comparingInt(name -> distance(typed, plain(name))))
            .filter(name -> distance(typed, plain(name)) <= Math.max(1, typed.length() / CLOSE));
    return closest.isPresent() ? closest : onlyOneContaining(typed, known);
  }

  private static Optional<String> onlyOneContaining(String typed, Collection<String> known) {
    List<String> containing = known.stream().filter(name -> plain(name).contains(typed)).toList();
    return containing.size() == 1 ? Optional.of(containing.get(0)) : Optional.empty();
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /**
   * How many characters must be put in, left out, replaced or swapped with their neighbour (optimal
   * string alignment).
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int cheapest =
        Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(cheapest, cost[i - 2][j - 2] + 1) : cheapest;
  }
}
