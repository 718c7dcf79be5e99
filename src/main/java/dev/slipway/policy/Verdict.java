package dev.slipway.policy;

import dev.slipway.problem.Problem;
import java.util.List;

/**
 * What a policy says of a spec.
 *
 * @param problems the rules that it breaks, see {@link dev.slipway.problem.FirstProblems}; with
 *     any, it must not run
 * @param warnings what is granted only in part
 * @param priority what is granted of the priority asked for: 0 to 9
 */
public record Verdict(List<Problem> problems, List<Problem> warnings, int priority) {
  public Verdict {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }
}
