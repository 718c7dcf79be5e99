package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;

/**
 * Google's reduction server: the third worker pool, on machines without GPUs
 * (https://cloud.google.com/vertex-ai/docs/training/distributed-training#reduce_training_time_with_reduction_server).
 */
final class ReductionServer {

  private static final int POSITION = 2;

  private static final String IMAGE = "/vertex-ai-restricted/training/reductionserver";

  private ReductionServer() {}

  static void check(List<MessageAt<WorkerPoolSpec>> pools, SchemaFindings findings) {
    for (int i = 0; i < pools.size(); i++) {
      if (pools.get(i).message().getContainerSpec().getImageUri().contains(IMAGE)) {
        check(pools.get(i), i, findings);
      }
    }
  }

  private static void check(MessageAt<WorkerPoolSpec> pool, int position, SchemaFindings findings) {
    MessageAt<MachineSpec> machine =
        pool.child(WorkerPoolSpec.MACHINE_SPEC_FIELD_NUMBER, MachineSpec.class);
    if (machine.message().getAcceleratorCount() > 0) {
      findings.problem(
          ProblemCode.REDUCTION_SERVER_ACCELERATOR,
          machine.of(MachineSpec.ACCELERATOR_COUNT_FIELD_NUMBER),
          "found",
          machine.message().getAcceleratorCount());
    }
    if (position != POSITION) {
      findings.warning(
          ProblemCode.REDUCTION_SERVER_PLACE, pool.path(), "found", position, "right", POSITION);
    }
  }
}
