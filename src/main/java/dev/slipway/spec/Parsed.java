package dev.slipway.spec;

import java.util.List;
import java.util.Optional;

/**
 * A document as read.
 *
 * @param document its tree; empty when it cannot be read at all
 * @param problems what is wrong with it as JSON
 */
public record Parsed(Optional<Json.Obj> document, List<Problem> problems) {
  public Parsed {
    problems = List.copyOf(problems);
  }
}
