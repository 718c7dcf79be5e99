package dev.slipway.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which known name somebody may have meant. */
public final class Nearest {

  /** Longer texts are no mistyped names. */
  private static final int LONGEST = 64;

  /** One wrong character in so many is close. */
  private static final int CLOSE = 3;

  /** So many wrong characters in a machine type are a slip. */
  private static final int SLIPS = 2;

  private static final Pattern SEPARATORS = Pattern.compile("[-_. ]+");
  private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

  private Nearest() {}

  /**
   * The known name that is the same but for case and separators; else the only one with all of the
   * same words or of whose words all are there ({@code T4}, {@code NVIDIA_TESLA_L4}); else the
   * closest to a mistyped one, the first of several alike; else the only one that contains it.
   */
  public static Optional<String> to(String found, Collection<String> known) {
    String typed = plain(found);
    if (typed.length() < 2 || typed.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> same = known.stream().filter(name -> plain(name).equals(typed)).findFirst();
    if (same.isPresent()) {
      return same;
    }
    List<String> alike = known.stream().filter(name -> areWordsOfOther(found, name)).toList();
    if (!alike.isEmpty()) {
      return onlyOne(alike);
    }
    Optional<String> closest =
        known.stream()
            .min(Comparator.comparingInt(name -> distance(typed, plain(name))))
            .filter(name -> distance(typed, plain(name)) <= Math.max(1, typed.length() / CLOSE));
    return closest.isPresent()
        ? closest
        : onlyOne(known.stream().filter(name -> plain(name).contains(typed)).toList());
  }

  /**
   * The machine type of which another is a slip of the pen: {@code n1-standard4}. Types of another
   * family or size are types of their own, however close their names.
   */
  public static Optional<String> machineType(String found, Collection<String> known) {
    return found.length() > LONGEST
        ? Optional.empty()
        : known.stream().filter(name -> isSlip(found, name)).findFirst();
  }

  private static boolean isSlip(String found, String known) {
    if (plain(found).equals(plain(known))) {
      return true;
    }
    return family(found.toLowerCase(Locale.ROOT)).equals(family(known))
        && digits(found).equals(digits(known))
        && distance(plain(found), plain(known)) <= SLIPS;
  }

  private static String digits(String name) {
    return String.join(" ", Patterns.split(NO_DIGITS, name)).strip();
  }

  private static boolean areWordsOfOther(String found, String known) {
    Set<String> typed = words(found);
    Set<String> meant = words(known);
    return typed.containsAll(meant) || meant.containsAll(typed);
  }

  private static String family(String machineType) {
    return Patterns.split(SEPARATORS, machineType).get(0);
  }

  private static Set<String> words(String name) {
    return new HashSet<>(Patterns.split(SEPARATORS, name.toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> onlyOne(List<String> names) {
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  private static String plain(String name) {
    return String.join("", Patterns.split(SEPARATORS, name)).toLowerCase(Locale.ROOT);
  }

  /**
   * How many characters must be put in, left out, replaced or swapped with their neighbour (optimal
   * string alignment).
   */
  public static int distance(String from, String to) {
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
