package dev.slipway.dispatch;

import dev.slipway.spec.Covered;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Json;
import dev.slipway.spec.Parsed;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A spec read from its bytes, at intake and again at launch.
 *
 * @param document its tree; empty when it cannot be read
 * @param spec what it asks for; empty when it cannot be read
 * @param problems all that is wrong with it
 * @param warnings what is left out of the job
 */
record SpecReading(
    Optional<Json.Obj> document,
    Optional<JobSpec> spec,
    List<Problem> problems,
    List<Problem> warnings) {
  SpecReading {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** As many as a person can mend at once; a status with more would grow without bound. */
  private static final int MOST_PROBLEMS = 100;

  static SpecReading of(byte[] bytes, Schema schema, String defaultResource) {
    Parsed parsed = SpecParser.parse(bytes);
    if (parsed.document().isEmpty()) {
      return new SpecReading(Optional.empty(), Optional.empty(), parsed.problems(), List.of());
    }
    Schema.Checked checked = schema.check(parsed.document().get());
    List<Problem> problems = new ArrayList<>(parsed.problems());
    problems.addAll(checked.problems());
    problems.addAll(Covered.without(problems, SpecRules.check(checked.spec(), defaultResource)));
    return new SpecReading(
        parsed.document(),
        Optional.of(checked.spec()),
        bounded(problems),
        bounded(checked.warnings()));
  }

  private static List<Problem> bounded(List<Problem> problems) {
    if (problems.size() <= MOST_PROBLEMS) {
      return problems;
    }
    List<Problem> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
    int left = problems.size() - MOST_PROBLEMS;
    first.add(Problem.of(ProblemCode.MORE_PROBLEMS, "", "count", left));
    return first;
  }
}
