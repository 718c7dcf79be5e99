package dev.slipway.vertex;

import dev.slipway.dispatch.port.Schema;
import dev.slipway.problem.FirstProblems;
import dev.slipway.spec.Json;
import dev.slipway.spec.RedundantProblems;
import dev.slipway.vertex.rules.JobRules;
import dev.slipway.vertex.rules.JobSpecs;
import dev.slipway.vertex.schema.SchemaFindings;

/** What custom jobs must be: by the API's descriptors, and by what Google's documentation adds. */
public final class JobSchema implements Schema {

  private final String location;

  /**
   * @param location where jobs run, such as {@code us-central1}; empty when that is not known: then
   *     nothing is said of the location of keys and the like
   */
  public JobSchema(String location) {
    this.location = location;
  }

  @Override
  public Checked check(Json.Obj document) {
    ProtoSchema.SchemaReading reading = ProtoSchema.read(document);
    SchemaFindings findings = JobRules.check(reading.job(), location);
    FirstProblems problems = new FirstProblems();
    problems.addAll(reading.walked().problems());
    problems.addAll(RedundantProblems.without(reading.walked().problems(), findings.problems()));
    FirstProblems warnings = new FirstProblems();
    warnings.addAll(reading.walked().warnings());
    warnings.addAll(RedundantProblems.without(problems.list(), findings.warnings()));
    return new Checked(JobSpecs.of(reading.job()), problems.list(), warnings.list());
  }
}
