package dev.slipway.spec;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Problems with the syntax of a text, which have no path, without private values. */
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
    Set<String> words = words(line);
    if (!PrivateValues.isPrivate(place) && words.stream().noneMatch(PrivateValues::isHolder)) {
      return problem;
    }
    Map<String, String> facts = new LinkedHashMap<>(problem.facts());
    facts.computeIfPresent(
        "found", (name, found) -> found.length() < SHORTEST ? found : HiddenText.kind(found));
    facts.computeIfPresent("why", (name, why) -> quotes(why, words) ? "unexpected text" : why);
    return new Problem(problem.code(), problem.where(), facts);
  }

  private static boolean quotes(String why, Set<String> words) {
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
