package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.spec.ProblemCode;

/** A worker pool's boot disk by itself. */
final class DiskRules {

  /**
   * "100 … 64000" (https://cloud.google.com/vertex-ai/docs/training/configure-compute). No text
   * says that Vertex AI refuses another, and what decides is the pool's disk: so this is a warning.
   */
  private static final int LEAST_GB = 100;

  private static final int MOST_GB = 64_000;

  private DiskRules() {}

  static void check(Place<WorkerPoolSpec> pool, Findings findings) {
    Place<DiskSpec> disk = pool.child(WorkerPoolSpec.DISK_SPEC_FIELD_NUMBER, DiskSpec.class);
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
}
