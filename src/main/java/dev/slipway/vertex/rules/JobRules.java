package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import dev.slipway.vertex.schema.Shapes;
import java.util.List;

/**
 * What Google's documentation says of a custom job beyond the types of its fields. A rule is an
 * error where a text says that the job is refused or cannot work, else a warning: a wrong warning
 * costs a glance, a wrong error a run.
 */
public final class JobRules {

  private JobRules() {}

  /**
   * Checks a whole job.
   *
   * @param location where jobs run; empty when that is not known, as before an upload
   */
  public static SchemaFindings check(MessageAt<CustomJob> job, String location) {
    SchemaFindings findings = new SchemaFindings();
    MessageAt<CustomJobSpec> spec = job.child(CustomJob.JOB_SPEC_FIELD_NUMBER, CustomJobSpec.class);
    List<MessageAt<WorkerPoolSpec>> taking =
        workerPools(spec).stream().filter(pool -> !Shapes.isSkipped(pool.message())).toList();
    RequiredFields.check(job, findings);
    WorkerPoolRules.check(spec, findings);
    taking.forEach(pool -> TaskRules.check(pool, findings));
    taking.forEach(pool -> CredentialRules.check(pool, findings));
    taking.forEach(pool -> MachineRules.check(pool, findings));
    taking.forEach(pool -> DiskRules.check(pool, findings));
    SchedulingRules.check(spec, taking, findings);
    NameRules.check(job, location, findings);
    PeeringRules.check(spec, taking, findings);
    LabelRules.check(job, findings);
    DeprecatedValues.check(job, findings);
    return findings;
  }

  /** All worker pools, also those left empty to keep a position. */
  static List<MessageAt<WorkerPoolSpec>> workerPools(MessageAt<CustomJobSpec> spec) {
    return spec.children(CustomJobSpec.WORKER_POOL_SPECS_FIELD_NUMBER, WorkerPoolSpec.class);
  }
}
