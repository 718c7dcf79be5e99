package dev.slipway.dispatch.check;

import dev.slipway.dispatch.port.Schema;
import dev.slipway.policy.Verdict;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.spec.Format;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Json;
import dev.slipway.spec.Parsed;
import dev.slipway.spec.RedundantProblems;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import java.util.List;
import java.util.Optional;

/**
 * A spec read from its bytes: at intake, again at launch, and beforehand for those who ask. Pure.
 *
 * @param document the tree of the custom job it asks for; empty when it cannot be read
 * @param format how it was written; empty when it cannot be read
 * @param spec what it asks for; empty when it cannot be read
 * @param resource the ID of the persistent resource that it is to run on; empty when it is not
 *     known
 * @param problems all that is wrong with it or not allowed; with any, it is refused
 * @param warnings what to look at although it goes on
 * @param priority what it is granted of the priority that it asks for: 0 to 9
 */
public record SpecReading(
    Optional<Json.Obj> document,
    Optional<Format> format,
    Optional<JobSpec> spec,
    String resource,
    List<Problem> problems,
    List<Problem> warnings,
    int priority) {
  public SpecReading {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Reads a spec: the same from the same bytes and in the same context, whenever it is read. */
  public static SpecReading of(byte[] bytes, Schema schema, SpecContext context) {
    Parsed parsed = SpecParser.parse(bytes).named(context.name());
    if (parsed.document().isEmpty()) {
      return unreadable(parsed.problems());
    }
    Schema.Checked checked = schema.check(parsed.document().get());
    JobSpec spec = parsed.asWritten(checked.spec());
    FirstProblems problems = new FirstProblems();
    problems.addAll(context.folderProblems());
    problems.addAll(parsed.problems());
    problems.addAll(
        RedundantProblems.without(problems.list(), parsed.asWritten(checked.problems())));
    problems.addAll(
        RedundantProblems.without(
            problems.list(), SpecRules.check(spec, context.defaultResource())));
    String resource = resource(spec, context.defaultResource());
    Verdict verdict = context.policy().check(spec, resource, context.team());
    problems.addAll(RedundantProblems.without(problems.list(), verdict.problems()));
    FirstProblems warnings = new FirstProblems();
    warnings.addAll(parsed.warnings());
    warnings.addAll(
        RedundantProblems.without(problems.list(), parsed.asWritten(checked.warnings())));
    warnings.addAll(verdict.warnings());
    return new SpecReading(
        parsed.document(),
        parsed.format(),
        Optional.of(spec),
        resource,
        problems.list(),
        warnings.list(),
        verdict.priority());
  }

  /** One that cannot be read. */
  public static SpecReading unreadable(List<Problem> problems) {
    return new SpecReading(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        FirstProblems.of(problems),
        List.of(),
        0);
  }

  /** Whether it would be taken. */
  public boolean isValid() {
    return problems.isEmpty() && spec.isPresent();
  }

  private static String resource(JobSpec spec, String defaultResource) {
    return spec.persistentResource().isEmpty() ? defaultResource : spec.persistentResource();
  }
}
