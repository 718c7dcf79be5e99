package dev.slipway.dispatch;

import dev.slipway.spec.Covered;
import dev.slipway.spec.FirstProblems;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Json;
import dev.slipway.spec.Parsed;
import dev.slipway.spec.Problem;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A spec read from its bytes, at intake and again at launch.
 *
 * @param document the tree of the custom job it asks for; empty when it cannot be read
 * @param format how it was written; empty when it cannot be read
 * @param spec what it asks for; empty when it cannot be read
 * @param problems all that is wrong with it
 * @param warnings what is left out of the job
 */
record SpecReading(
    Optional<Json.Obj> document,
    Optional<Format> format,
    Optional<JobSpec> spec,
    List<Problem> problems,
    List<Problem> warnings) {
  SpecReading {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a spec: the same from the same bytes and name, whenever it is read.
   *
   * @param defaultResource the persistent resource used when the spec names none; empty for none
   * @param object name of the object or key of the message, from which a job without a display name
   *     gets one
   */
  static SpecReading of(byte[] bytes, Schema schema, String defaultResource, String object) {
    Parsed parsed = SpecParser.parse(bytes).named(object);
    if (parsed.document().isEmpty()) {
      return new SpecReading(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          FirstProblems.of(parsed.problems()),
          List.of());
    }
    Schema.Checked checked = schema.check(parsed.document().get());
    JobSpec spec = parsed.asWritten(checked.spec());
    List<Problem> problems = new ArrayList<>(parsed.problems());
    problems.addAll(Covered.without(problems, parsed.asWritten(checked.problems())));
    problems.addAll(Covered.without(problems, SpecRules.check(spec, defaultResource)));
    List<Problem> warnings = new ArrayList<>(parsed.warnings());
    warnings.addAll(Covered.without(problems, parsed.asWritten(checked.warnings())));
    return new SpecReading(
        parsed.document(),
        parsed.format(),
        Optional.of(spec),
        FirstProblems.of(problems),
        FirstProblems.of(warnings));
  }
}
