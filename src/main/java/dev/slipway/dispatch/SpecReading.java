package dev.slipway.dispatch;

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
    List<Problem> found = List.copyOf(problems);
    SpecRules.check(checked.spec(), defaultResource).stream()
        .filter(problem -> found.stream().noneMatch(known -> covers(known, problem)))
        .forEach(problems::add);
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

  /**
   * What is absent because it was misspelled or could not be read has been said: the rules need not
   * say so again.
   */
  private static boolean covers(Problem known, Problem other) {
    return isMeant(known, other)
        || (!known.where().isEmpty() && isAtOrBelow(known.where(), other.where()));
  }

  private static boolean isAtOrBelow(String path, String other) {
    return other.startsWith(path)
        && (other.length() == path.length() || ".[".indexOf(other.charAt(path.length())) >= 0);
  }

  private static boolean isMeant(Problem known, Problem other) {
    String nearest = known.facts().getOrDefault("nearest", "");
    int name = known.where().lastIndexOf('.') + 1;
    return known.code() == ProblemCode.UNKNOWN_FIELD
        && !nearest.isEmpty()
        && other.where().equals(known.where().substring(0, name) + nearest);
  }
}
