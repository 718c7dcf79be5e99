package dev.slipway.spec;

import dev.slipway.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A document as its syntax says, before anybody asks what it means.
 *
 * @param root its value; empty when it cannot be read at all
 * @param problems what is wrong with it as JSON or YAML
 */
public record Tree(Optional<Json> root, List<Problem> problems) {
  public Tree {
    problems = List.copyOf(problems);
  }

  /** A document that cannot be read. */
  static Tree unreadable(Problem problem) {
    return new Tree(Optional.empty(), List.of(problem));
  }
}
