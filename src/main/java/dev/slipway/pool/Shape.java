package dev.slipway.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a worker pool must match a resource pool, with the API's defaults filled in. Texts are
 * empty when absent.
 *
 * <p>"The values of machine_spec and disk_spec … matches exactly with a corresponding resource
 * pool" (https://cloud.google.com/vertex-ai/docs/training/persistent-resource-train).
 *
 * @param machineType such as {@code n1-standard-4}
 * @param acceleratorType the API's enum name; empty for none
 * @param acceleratorCount accelerators per replica, 0 for none
 * @param gpuPartitionSize such as {@code 1g.10gb}
 * @param tpuTopology such as {@code 2x2x1}
 * @param reservation how reservations are used
 * @param bootDiskType such as {@code pd-ssd}
 * @param bootDiskSizeGb in GB
 */
public record Shape(
    String machineType,
    String acceleratorType,
    int acceleratorCount,
    String gpuPartitionSize,
    String tpuTopology,
    ReservationAffinity reservation,
    String bootDiskType,
    int bootDiskSizeGb) {

  /** The API's enum name that means: no accelerator. */
  private static final String UNSPECIFIED = "ACCELERATOR_TYPE_UNSPECIFIED";

  /** https://cloud.google.com/vertex-ai/docs/training/configure-compute, boot disk options. */
  private static final Set<String> HYPERDISK_BY_DEFAULT = Set.of("a3-ultragpu-8g", "a4-highgpu-8g");

  private static final int DEFAULT_BOOT_DISK_SIZE_GB = 100;

  /**
   * Fills in what the API fills in: an unspecified accelerator is none, an absent disk type is
   * {@code pd-ssd} ({@code hyperdisk-balanced} on two machine types), a disk size of 0 is 100 GB.
   * The API does so on both sides; that the missing half of a partial disk spec takes its default
   * is our inference.
   */
  public Shape {
    if (acceleratorType.equals(UNSPECIFIED)) {
      acceleratorType = "";
    }
    if (bootDiskType.isEmpty()) {
      bootDiskType = HYPERDISK_BY_DEFAULT.contains(machineType) ? "hyperdisk-balanced" : "pd-ssd";
    }
    if (bootDiskSizeGb == 0) {
      bootDiskSizeGb = DEFAULT_BOOT_DISK_SIZE_GB;
    }
  }

  /** A machine without accelerators, with the default disk. */
  public static Shape of(String machineType) {
    return of(machineType, "", 0);
  }

  /** A machine with accelerators and the default disk. */
  public static Shape of(String machineType, String acceleratorType, int acceleratorCount) {
    return new Shape(
        machineType, acceleratorType, acceleratorCount, "", "", ReservationAffinity.NONE, "", 0);
  }

  /** This shape with another boot disk. */
  public Shape withDisk(String type, int sizeGb) {
    return new Shape(
        machineType,
        acceleratorType,
        acceleratorCount,
        gpuPartitionSize,
        tpuTopology,
        reservation,
        type,
        sizeGb);
  }

  /**
   * Every field in which a pool of the offered shape does not serve this one; empty when it
   * matches.
   */
  public List<Difference> differencesTo(Shape offered) {
    List<Difference> differences = new ArrayList<>();
    compare(differences, "machineSpec.machineType", machineType, offered.machineType);
    compare(differences, "machineSpec.acceleratorType", acceleratorType, offered.acceleratorType);
    compare(
        differences, "machineSpec.acceleratorCount", acceleratorCount, offered.acceleratorCount);
    compare(
        differences, "machineSpec.gpuPartitionSize", gpuPartitionSize, offered.gpuPartitionSize);
    compare(differences, "machineSpec.tpuTopology", tpuTopology, offered.tpuTopology);
    compare(differences, "machineSpec.reservationAffinity", reservation, offered.reservation);
    compare(differences, "diskSpec.bootDiskType", bootDiskType, offered.bootDiskType);
    compare(differences, "diskSpec.bootDiskSizeGb", bootDiskSizeGb, offered.bootDiskSizeGb);
    return List.copyOf(differences);
  }

  /**
   * Everything that must match, by its path below a worker pool in camel case: the paths of {@link
   * Difference}, {@code none} for what is absent.
   */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("machineSpec.machineType", text(machineType));
    fields.put("machineSpec.acceleratorType", text(acceleratorType));
    fields.put("machineSpec.acceleratorCount", text(acceleratorCount));
    fields.put("machineSpec.gpuPartitionSize", text(gpuPartitionSize));
    fields.put("machineSpec.tpuTopology", text(tpuTopology));
    fields.put("machineSpec.reservationAffinity", text(reservation));
    fields.put("diskSpec.bootDiskType", text(bootDiskType));
    fields.put("diskSpec.bootDiskSizeGb", text(bootDiskSizeGb));
    return fields;
  }

  private static void compare(List<Difference> found, String field, Object asked, Object offered) {
    if (!asked.equals(offered)) {
      found.add(new Difference(field, text(asked), text(offered)));
    }
  }

  private static String text(Object value) {
    String text = value.toString();
    return text.isEmpty() ? "none" : text;
  }

  /**
   * As a record's own, but written out: planning looks shapes up all the time, and the compiler the
   * function runs with calls a record's own field by field through method handles.
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Shape that
            && acceleratorCount == that.acceleratorCount
            && bootDiskSizeGb == that.bootDiskSizeGb
            && machineType.equals(that.machineType)
            && acceleratorType.equals(that.acceleratorType)
            && gpuPartitionSize.equals(that.gpuPartitionSize)
            && tpuTopology.equals(that.tpuTopology)
            && reservation.equals(that.reservation)
            && bootDiskType.equals(that.bootDiskType));
  }

  /** Of the fields that tell most shapes apart. */
  @Override
  public int hashCode() {
    int hash = machineType.hashCode();
    hash = 31 * hash + acceleratorType.hashCode();
    hash = 31 * hash + acceleratorCount;
    return 31 * hash + bootDiskSizeGb;
  }

  /** For people: {@code a2-highgpu-1g with 1 NVIDIA_TESLA_A100, pd-ssd 100 GB}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(machineType);
    if (acceleratorCount > 0) {
      text.append(" with ").append(acceleratorCount).append(' ').append(acceleratorType);
    }
    if (!gpuPartitionSize.isEmpty()) {
      text.append(" partitioned ").append(gpuPartitionSize);
    }
    if (!tpuTopology.isEmpty()) {
      text.append(" topology ").append(tpuTopology);
    }
    if (!reservation.equals(ReservationAffinity.NONE)) {
      text.append(" (").append(reservation).append(')');
    }
    return text.append(", ")
        .append(bootDiskType)
        .append(' ')
        .append(bootDiskSizeGb)
        .append(" GB")
        .toString();
  }
}
