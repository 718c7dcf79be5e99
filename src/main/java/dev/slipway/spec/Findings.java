package dev.slipway.spec;

import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;

/** The problems that come up while a document is read which can be read to its end all the same. */
final class Findings {

  private final FirstProblems problems = new FirstProblems();

  List<Problem> problems() {
    return problems.list();
  }

  /** Notes a problem, once. */
  void report(Problem problem) {
    problems.addOnce(problem);
  }

  /** Half a surrogate pair has no UTF-8 form: it would be sent as a question mark. */
  String wellFormed(String where, String text) {
    if (!Utf8.canEncode(text)) {
      report(Problem.of(ProblemCode.BROKEN_TEXT, where));
      return withoutSurrogates(text);
    }
    return text;
  }

  private static String withoutSurrogates(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (Character.isSurrogate(characters[i])) {
        characters[i] = '\ufffd';
      }
    }
    return new String(characters);
  }
}
