package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.dispatch.Schema;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Json;
import dev.slipway.spec.Paths;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema of custom jobs, by the API's own protobuf descriptors: a new field of a later version
 * needs no edit here.
 */
public final class ProtoSchema implements Schema {

  @Override
  public Checked check(Json.Obj document) {
    SchemaWalk.Walked walked = SchemaWalk.walk(document, CustomJob.getDescriptor());
    return new Checked(spec(walked.taken(), document), walked.problems(), walked.warnings());
  }

  private static JobSpec spec(Json.Obj taken, Json.Obj document) {
    CustomJob job = CustomJobs.read(taken);
    CustomJobSpec spec = job.getJobSpec();
    return new JobSpec(
        job.getDisplayName(),
        spec.getPersistentResourceId(),
        job.getLabelsMap(),
        new Requirements(
            workerPools(spec.getWorkerPoolSpecsList(), workerPoolsPath(taken)),
            spec.getNetwork(),
            job.getEncryptionSpec().getKmsKeyName(),
            spec.getServiceAccount(),
            Spelling.of(document)));
  }

  private static List<WorkerPool> workerPools(List<WorkerPoolSpec> pools, String path) {
    List<WorkerPool> taking = new ArrayList<>();
    for (int i = 0; i < pools.size(); i++) {
      if (!Shapes.isSkipped(pools.get(i))) {
        taking.add(new WorkerPool(Paths.item(path, i), Shapes.demandOf(pools.get(i))));
      }
    }
    return taking;
  }

  /** Where the worker pools stand, as the user spells it; empty when there are none. */
  private static String workerPoolsPath(Json.Obj taken) {
    return Fields.memberOf(taken, CustomJob.getDescriptor(), CustomJob.JOB_SPEC_FIELD_NUMBER)
        .flatMap(jobSpec -> workerPoolsPath(jobSpec))
        .orElse("");
  }

  private static Optional<String> workerPoolsPath(Json.Member jobSpec) {
    return jobSpec.value() instanceof Json.Obj spec
        ? Fields.memberOf(
                spec, CustomJobSpec.getDescriptor(), CustomJobSpec.WORKER_POOL_SPECS_FIELD_NUMBER)
            .map(pools -> Paths.member(jobSpec.name(), pools.name()))
        : Optional.empty();
  }
}
