package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.EncryptionSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.WorkerPool;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.Shapes;
import java.util.List;

/** What of a custom job Slipway decides by, projected from it one way. */
public final class JobSpecs {

  private JobSpecs() {}

  /** Of a job that is right or wrong: what cannot be read is left out. */
  public static JobSpec of(MessageAt<CustomJob> job) {
    MessageAt<CustomJobSpec> spec = job.child(CustomJob.JOB_SPEC_FIELD_NUMBER, CustomJobSpec.class);
    List<MessageAt<WorkerPoolSpec>> taking =
        JobRules.workerPools(spec).stream()
            .filter(pool -> !Shapes.isSkipped(pool.message()))
            .toList();
    EncryptionSpec encryption = job.message().getEncryptionSpec();
    return new JobSpec(
        job.message().getDisplayName(),
        spec.message().getPersistentResourceId(),
        job.message().getLabelsMap(),
        new Requirements(
            taking.stream().map(JobSpecs::workerPool).toList(),
            spec.message().getNetwork(),
            encryption.getKmsKeyName(),
            spec.message().getServiceAccount(),
            job.spelling()),
        JobPolicyFacts.of(job, spec, taking));
  }

  private static WorkerPool workerPool(MessageAt<WorkerPoolSpec> pool) {
    return new WorkerPool(pool.path(), Shapes.demandOf(pool.message()));
  }
}
