package dev.slipway.spec;

import dev.slipway.problem.ForeignNames;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a name that nobody knows is told. */
public final class UnknownNames {

  private UnknownNames() {}

  /**
   * An unknown field: what it was meant for where a job has something else for that, or else as
   * {@link #problem} tells it.
   *
   * @param name as written; only its beginning is told of a long one
   */
  public static Problem field(
      String where, String name, Optional<String> nearest, List<String> known) {
    return foreign(where, name)
        .orElseGet(
            () -> problem(ProblemCode.UNKNOWN_FIELD, where, Paths.shortened(name), nearest, known));
  }

  /** How a name is told that other tools have, and for which a job has no field. */
  public static Optional<Problem> foreign(String where, String name) {
    return ForeignNames.told(name)
        .map(code -> Problem.of(code, where, "found", Paths.shortened(name)));
  }

  /**
   * A problem with the facts {@code found}, {@code nearest} where there is one, and {@code known}.
   */
  public static Problem problem(
      ProblemCode code, String where, String found, Optional<String> nearest, List<String> known) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("found", found);
    nearest.ifPresent(name -> facts.put("nearest", name));
    facts.put("known", String.join(", ", known));
    return new Problem(code, where, facts);
  }
}
