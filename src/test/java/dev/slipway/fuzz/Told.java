package dev.slipway.fuzz;

import dev.slipway.report.StatusText;
import dev.slipway.report.Wording;
import dev.slipway.spec.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds that problems can be told to people, whatever was in the document. */
final class Told {

  /** In UTF-16 units: a status is read by people, and kept in a bucket. */
  private static final int LONGEST = 1 << 20;

  private Told() {}

  static void check(List<Problem> problems) {
    for (Problem problem : problems) {
      checkText(problem.where());
      problem.facts().values().forEach(Told::checkText);
      checkText(Wording.line(problem));
      checkText(Wording.help(problem));
    }
    String text = StatusText.problems("Refused because", problems);
    if (text.length() > LONGEST) {
      throw new AssertionError(problems.size() + " problems make a text of " + text.length());
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw new AssertionError("a terminal would obey this: " + text);
    }
  }

  private static void checkText(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new AssertionError("half of a surrogate pair is told");
    }
  }
}
