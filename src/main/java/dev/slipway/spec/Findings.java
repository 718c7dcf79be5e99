package dev.slipway.spec;

import java.util.ArrayList;
import java.util.List;

/** The problems that come up while a document is read which can be read to its end all the same. */
final class Findings {

  /** Nobody reads more problems than this, and a hostile document has a hundred thousand. */
  private static final int MOST_PROBLEMS = 100;

  private final List<Problem> problems = new ArrayList<>();

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Notes a problem, once. */
  void report(Problem problem) {
    if (problems.size() < MOST_PROBLEMS && !problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** Half a surrogate pair has no UTF-8 form: it would be sent as a question mark. */
  String wellFormed(String where, String text) {
    if (!Utf8.canEncode(text)) {
      report(Problem.of(ProblemCode.BROKEN_TEXT, where));
      return text.replaceAll("[\\ud800-\\udfff]", "\ufffd");
    }
    return text;
  }
}
