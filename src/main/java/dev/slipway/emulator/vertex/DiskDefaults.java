package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import java.util.Set;

/**
 * The boot disk the service fills in where a spec says nothing.
 *
 * <p>Source of the values: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/machine_resources.proto">machine_resources.proto</a>,
 * DiskSpec. That a half-given disk spec takes the default of its other half is our inference.
 */
final class DiskDefaults {

  private static final int SIZE_GB = 100;
  private static final Set<String> HYPERDISK_MACHINES = Set.of("a3-ultragpu-8g", "a4-highgpu-8g");

  private DiskDefaults() {}

  /** The disk spec with nothing left to default. */
  static DiskSpec complete(MachineSpec machine, DiskSpec disk) {
    DiskSpec.Builder complete = disk.toBuilder();
    if (disk.getBootDiskType().isEmpty()) {
      boolean hyperdisk = HYPERDISK_MACHINES.contains(machine.getMachineType());
      complete.setBootDiskType(hyperdisk ? "hyperdisk-balanced" : "pd-ssd");
    }
    if (disk.getBootDiskSizeGb() == 0) {
      complete.setBootDiskSizeGb(SIZE_GB);
    }
    return complete.build();
  }
}
