package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import dev.slipway.vertex.schema.Shapes;
import java.util.List;

/** A worker pool's boot disk by itself. */
final class DiskRules {

  private static final String HYPERDISK = "hyperdisk-balanced";

  /**
   * "100 … 64000" (https://cloud.google.com/vertex-ai/docs/training/configure-compute). No text
   * says that Vertex AI refuses another, and what decides is the pool's disk: so this is a warning.
   */
  private static final int LEAST_GB = 100;

  private static final int MOST_GB = 64_000;

  /** "You can set this field to one of the following" (the same page). */
  private static final List<String> TYPES = List.of("pd-ssd", "pd-standard", HYPERDISK);

  private DiskRules() {}

  static void check(MessageAt<WorkerPoolSpec> pool, SchemaFindings findings) {
    MessageAt<DiskSpec> disk = pool.child(WorkerPoolSpec.DISK_SPEC_FIELD_NUMBER, DiskSpec.class);
    type(disk, pool.message().getMachineSpec(), findings);
    int size = disk.message().getBootDiskSizeGb();
    if (size != 0 && (size < LEAST_GB || size > MOST_GB)) {
      findings.warning(
          ProblemCode.DISK_SIZE_UNUSUAL,
          disk.of(DiskSpec.BOOT_DISK_SIZE_GB_FIELD_NUMBER),
          "found",
          size,
          "least",
          LEAST_GB,
          "most",
          MOST_GB);
    }
  }

  /** Compute Engine has no pd-ssd for these machines; what Vertex AI makes of it no page says. */
  private static void type(MessageAt<DiskSpec> disk, MachineSpec machine, SchemaFindings findings) {
    String type = disk.message().getBootDiskType();
    String where = disk.of(DiskSpec.BOOT_DISK_TYPE_FIELD_NUMBER);
    if (!type.isEmpty() && !TYPES.contains(type)) {
      findings.problem(
          ProblemCode.DISK_TYPE_UNKNOWN,
          where,
          "found",
          JsonText.shown(type),
          "known",
          String.join(", ", TYPES));
    } else if (!type.isEmpty()
        && !type.equals(HYPERDISK)
        && Shapes.of(machine, DiskSpec.getDefaultInstance()).bootDiskType().equals(HYPERDISK)) {
      findings.warning(
          ProblemCode.DISK_TYPE_OF_MACHINE,
          where,
          "found",
          type,
          "machine",
          machine.getMachineType(),
          "right",
          HYPERDISK);
    }
  }
}
