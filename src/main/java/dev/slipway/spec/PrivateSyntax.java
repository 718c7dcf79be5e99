package dev.slipway.spec;

import dev.slipway.problem.HiddenText;
import dev.slipway.problem.Privacy;
import dev.slipway.problem.PrivateFacts;
import dev.slipway.problem.Problem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Faults of the syntax of a text, which have no path, without private values. */
final class PrivateSyntax {

  /** Shorter words are in any line. */
  private static final int SHORTEST = 3;

  private PrivateSyntax() {}

  /**
   * The problem, without what it quotes where that may be private.
   *
   * @param place the path up to which the text was read
   * @param line the whole line that the problem is in: a parser may look far ahead in it
   */
  static Problem hidden(Problem problem, String place, String line) {
    if (!PrivateFacts.isPrivate(place) && !namesOne(line)) {
      return problem;
    }
    Map<String, String> facts = new LinkedHashMap<>(problem.facts());
    facts.computeIfPresent("found", (name, found) -> kind(found));
    facts.computeIfPresent("why", (name, why) -> quotes(why, line) ? "unexpected text" : why);
    return new Problem(problem.code(), problem.where(), facts);
  }

  /** Whether a text names a field whose values are private: it may show one of them as well. */
  static boolean namesOne(String text) {
    return words(text).stream().anyMatch(Privacy::isPrivateWord);
  }

  /** The same, and it says more than the name alone. */
  static boolean namesOneAndMore(String text) {
    return words(text).size() > 1 && namesOne(text);
  }

  /** What is said in place of a text that may be private; a mark of the syntax is shown. */
  static String kind(String found) {
    boolean isMark =
        found.length() < SHORTEST && found.chars().noneMatch(Character::isLetterOrDigit);
    return isMark ? found : HiddenText.kind(found);
  }

  private static boolean quotes(String why, String line) {
    Set<String> words = words(line);
    return words(why).stream().anyMatch(word -> word.length() >= SHORTEST && words.contains(word));
  }

  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean isWithin =
          i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_');
      if (!isWithin) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}
