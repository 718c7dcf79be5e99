package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;
import java.util.Set;

/** VPC peering, which a job asks for by its network. */
final class PeeringRules {

  /**
   * "Vertex AI Training doesn't support VPC Peering with H100-mega, H200 and B200 accelerators"
   * (https://cloud.google.com/vertex-ai/docs/training/using-private-ip). Such lists age, and the
   * peering is the persistent resource's, which is there already: so this is a warning.
   */
  private static final Set<AcceleratorType> WITHOUT =
      Set.of(
          AcceleratorType.NVIDIA_H100_MEGA_80GB,
          AcceleratorType.NVIDIA_H200_141GB,
          AcceleratorType.NVIDIA_B200);

  private PeeringRules() {}

  /**
   * @param taking the worker pools that take machines
   */
  static void check(
      MessageAt<CustomJobSpec> spec,
      List<MessageAt<WorkerPoolSpec>> taking,
      SchemaFindings findings) {
    if (spec.message().getNetwork().isEmpty()) {
      return;
    }
    taking.stream()
        .map(pool -> pool.message().getMachineSpec().getAcceleratorType())
        .filter(WITHOUT::contains)
        .distinct()
        .forEach(
            accelerator ->
                findings.warning(
                    ProblemCode.PEERING_NOT_SUPPORTED,
                    spec.of(CustomJobSpec.NETWORK_FIELD_NUMBER),
                    "found",
                    accelerator));
  }
}
