package dev.slipway.vertex.schema;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.ProtocolMessageEnum;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;

/** What of a worker pool or resource pool decides whether they match. */
public final class Shapes {

  private Shapes() {}

  /** The shape of machines with their disk; absent messages count as empty, as in the API. */
  public static Shape of(MachineSpec machine, DiskSpec disk) {
    return new Shape(
        machine.getMachineType(),
        machine.getAcceleratorTypeValue() == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED_VALUE
            ? ""
            : name(machine.getAcceleratorType(), machine.getAcceleratorTypeValue()),
        machine.getAcceleratorCount(),
        machine.getGpuPartitionSize(),
        machine.getTpuTopology(),
        affinity(machine.getReservationAffinity()),
        disk.getBootDiskType(),
        disk.getBootDiskSizeGb());
  }

  /**
   * What a worker pool takes. 0 replicas are the same as none given on the wire and count as 1, as
   * in gcloud. Our inference: no text says what the API makes of them.
   */
  public static Demand demandOf(WorkerPoolSpec pool) {
    long replicas = pool.getReplicaCount() == 0 ? 1 : pool.getReplicaCount();
    return new Demand(of(pool.getMachineSpec(), pool.getDiskSpec()), replicas);
  }

  /**
   * Whether a worker pool only keeps a position: "optional and can be skipped by providing an empty
   * value" (google/cloud/aiplatform/v1/custom_job.proto, worker_pool_specs).
   */
  public static boolean isSkipped(WorkerPoolSpec pool) {
    return pool.equals(WorkerPoolSpec.getDefaultInstance());
  }

  private static ReservationAffinity affinity(
      com.google.cloud.aiplatform.v1.ReservationAffinity affinity) {
    int type = affinity.getReservationAffinityTypeValue();
    return new ReservationAffinity(
        type == com.google.cloud.aiplatform.v1.ReservationAffinity.Type.TYPE_UNSPECIFIED_VALUE
            ? ""
            : name(affinity.getReservationAffinityType(), type),
        affinity.getKey(),
        affinity.getValuesList());
  }

  /** A value of a later version of the API still has to differ from every other. */
  private static <E extends Enum<E> & ProtocolMessageEnum> String name(E value, int number) {
    return value.name().equals("UNRECOGNIZED") ? "UNRECOGNIZED_" + number : value.name();
  }
}
