package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;

/**
 * How much one document may hold. A custom job holds some hundreds of values; without a bound, a
 * document of one megabyte holds 340,000 empty objects, each of which has a path, rules and
 * problems. Counts while a document is read, and ends the reading at the first value too many.
 */
final class TreeBounds {

  /** Objects, lists, texts, numbers, true, false and null; each alias counts as its copy. */
  static final int MOST_VALUES = 20_000;

  /** Names in one object, repeated ones included. */
  static final int MOST_MEMBERS = 1_000;

  /** Items in one list. */
  static final int MOST_ITEMS = 5_000;

  /** Of one name, in characters. */
  static final int LONGEST_NAME = 1_000;

  private int values;

  /**
   * Counts values, before they are made.
   *
   * @param more how many
   * @throws Unreadable when there are too many
   */
  void count(int more, String where) {
    values += more;
    if (values > MOST_VALUES) {
      throw tooMany(ProblemCode.SPEC_TOO_MANY_VALUES, where, MOST_VALUES);
    }
  }

  /**
   * Looks at the next name of an object.
   *
   * @param before how many its object has before it
   * @param where its object
   * @throws Unreadable when it is one too many, or too long
   */
  static void checkMember(int before, String name, String where) {
    if (before == MOST_MEMBERS) {
      throw tooMany(ProblemCode.SPEC_TOO_MANY_MEMBERS, where, MOST_MEMBERS);
    }
    if (name.length() > LONGEST_NAME) {
      throw new Unreadable(
          Problem.of(
              ProblemCode.SPEC_NAME_TOO_LONG,
              where,
              "found",
              Paths.shortened(name),
              "length",
              name.length(),
              "most",
              LONGEST_NAME));
    }
  }

  /**
   * Looks at the next item of a list.
   *
   * @param before how many its list has before it
   * @param where its list
   * @throws Unreadable when it is one too many
   */
  static void checkItem(int before, String where) {
    if (before == MOST_ITEMS) {
      throw tooMany(ProblemCode.SPEC_TOO_MANY_ITEMS, where, MOST_ITEMS);
    }
  }

  private static Unreadable tooMany(ProblemCode code, String where, int most) {
    return new Unreadable(Problem.of(code, where, "most", most));
  }
}
