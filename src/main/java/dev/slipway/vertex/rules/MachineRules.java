package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;

/** A worker pool's machine by itself (google/cloud/aiplatform/v1/machine_resources.proto). */
final class MachineRules {

  private final MessageAt<MachineSpec> place;
  private final MachineSpec machine;
  private final SchemaFindings findings;

  private MachineRules(MessageAt<MachineSpec> place, SchemaFindings findings) {
    this.place = place;
    this.machine = place.message();
    this.findings = findings;
  }

  static void check(MessageAt<WorkerPoolSpec> pool, SchemaFindings findings) {
    MachineRules rules =
        new MachineRules(
            pool.child(WorkerPoolSpec.MACHINE_SPEC_FIELD_NUMBER, MachineSpec.class), findings);
    rules.accelerators();
    rules.gpuPartition();
    rules.onPersistentResource(Tpus.isTpu(pool.message()));
    MachineTableRules.check(rules.place, findings);
  }

  /** No accelerator is written as nothing, or as unspecified with a count of 0. */
  static boolean hasType(MachineSpec machine) {
    return machine.getAcceleratorType() != AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED;
  }

  /**
   * "Both 'accelerator_type' and 'accelerator_count' should be specified or none", says Vertex AI
   * (https://github.com/PrefectHQ/prefect-gcp/issues/175).
   */
  private void accelerators() {
    int count = machine.getAcceleratorCount();
    if (count < 0) {
      findings.problem(
          ProblemCode.OUT_OF_RANGE,
          place.of(MachineSpec.ACCELERATOR_COUNT_FIELD_NUMBER),
          "found",
          count,
          "least",
          0,
          "most",
          Integer.MAX_VALUE);
    } else if (hasType(machine) && count == 0) {
      incomplete(MachineSpec.ACCELERATOR_COUNT_FIELD_NUMBER, machine.getAcceleratorType().name());
    } else if (!hasType(machine) && count > 0) {
      incomplete(MachineSpec.ACCELERATOR_TYPE_FIELD_NUMBER, count);
    }
  }

  private void incomplete(int missing, Object given) {
    findings.problem(ProblemCode.ACCELERATOR_INCOMPLETE, place.of(missing), "given", given);
  }

  /** "If set, accelerator_count should be 1", says machine_resources.proto. */
  private void gpuPartition() {
    if (!machine.getGpuPartitionSize().isEmpty() && machine.getAcceleratorCount() > 1) {
      findings.warning(
          ProblemCode.GPU_PARTITION_COUNT,
          place.of(MachineSpec.ACCELERATOR_COUNT_FIELD_NUMBER),
          "found",
          machine.getAcceleratorCount(),
          "size",
          JsonText.shown(machine.getGpuPartitionSize()));
    }
  }

  /**
   * Persistent resources and reservations: Google's page on reservations has them apart, the API's
   * own comment together. TPUs: the overview of persistent resources speaks of VMs and GPUs, gcloud
   * makes no pool of TPUs.
   */
  private void onPersistentResource(boolean isTpu) {
    if (machine.hasReservationAffinity()) {
      findings.warning(
          ProblemCode.RESERVATION_ON_RESOURCE,
          place.of(MachineSpec.RESERVATION_AFFINITY_FIELD_NUMBER));
    }
    if (isTpu) {
      findings.warning(
          ProblemCode.TPU_ON_RESOURCE,
          place.of(MachineSpec.MACHINE_TYPE_FIELD_NUMBER),
          "found",
          JsonText.shown(machine.getMachineType()));
    }
  }
}
