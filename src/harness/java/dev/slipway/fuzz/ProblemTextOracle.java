package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import dev.slipway.report.Wording;
import java.time.Instant;
import java.util.List;

/** Holds that problems can be told to people, whatever was in the document. */
final class ProblemTextOracle {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private ProblemTextOracle() {}

  static void check(List<Problem> problems) {
    atMost(FirstProblems.MOST + 1, problems.size(), "problems");
    atMost(StatusJson.LARGEST_BYTES, status(problems).getBytes(UTF_8).length, "bytes of a status");
    for (Problem problem : problems) {
      checkText(problem.where());
      atMost(Problem.LONGEST, problem.where().length(), "characters of a path");
      for (String fact : problem.facts().values()) {
        checkText(fact);
        atMost(Problem.LONGEST, fact.length(), "characters of a fact");
      }
      checkText(Wording.line(problem));
      checkText(Wording.help(problem));
    }
    String text = StatusText.problems("Refused because", problems);
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw new AssertionError("a terminal would obey this: " + text);
    }
  }

  private static void atMost(int most, int found, String what) {
    if (found > most) {
      throw new AssertionError(found + " " + what + ", more than " + most);
    }
  }

  private static String status(List<Problem> problems) {
    return StatusJson.write(
        Status.builder(new Submission("specs", SpecOracle.OBJECT, "1"), State.REJECTED, NOON)
            .problems(problems)
            .warnings(problems)
            .build());
  }

  private static void checkText(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new AssertionError("half of a surrogate pair is told");
    }
  }
}
