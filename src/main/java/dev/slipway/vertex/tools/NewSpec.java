package dev.slipway.vertex.tools;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.EncryptionSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.ReservationAffinity;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Shape;
import java.util.List;

/**
 * A custom job to begin with, written for a persistent resource.
 *
 * @param displayName of the job
 * @param image of every worker pool's container
 * @param serviceAccount the account it runs as; empty for none
 * @param workerPools what each worker pool takes, in order
 */
public record NewSpec(
    String displayName, String image, String serviceAccount, List<Demand> workerPools) {
  public NewSpec {
    workerPools = List.copyOf(workerPools);
  }

  /**
   * Its document: JSON with a line feed at its end.
   *
   * @throws IllegalArgumentException when a shape holds what this version of the API does not know
   */
  public String document(PersistentResource resource) {
    CustomJobSpec.Builder spec =
        CustomJobSpec.newBuilder()
            .setPersistentResourceId(resource.id())
            .setNetwork(resource.network())
            .setServiceAccount(serviceAccount);
    workerPools.forEach(demand -> spec.addWorkerPoolSpecs(workerPool(demand)));
    CustomJob.Builder job = CustomJob.newBuilder().setDisplayName(displayName).setJobSpec(spec);
    if (!resource.kmsKey().isEmpty()) {
      job.setEncryptionSpec(EncryptionSpec.newBuilder().setKmsKeyName(resource.kmsKey()));
    }
    try {
      return JsonFormat.printer().print(job) + "\n";
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a custom job has no field of type Any", e);
    }
  }

  private WorkerPoolSpec workerPool(Demand demand) {
    return WorkerPoolSpec.newBuilder()
        .setMachineSpec(machine(demand.shape()))
        .setReplicaCount(demand.replicas())
        .setDiskSpec(
            DiskSpec.newBuilder()
                .setBootDiskType(demand.shape().bootDiskType())
                .setBootDiskSizeGb(demand.shape().bootDiskSizeGb()))
        .setContainerSpec(ContainerSpec.newBuilder().setImageUri(image))
        .build();
  }

  private static MachineSpec machine(Shape shape) {
    MachineSpec.Builder machine =
        MachineSpec.newBuilder()
            .setMachineType(shape.machineType())
            .setAcceleratorCount(shape.acceleratorCount())
            .setGpuPartitionSize(shape.gpuPartitionSize())
            .setTpuTopology(shape.tpuTopology());
    if (!shape.acceleratorType().isEmpty()) {
      machine.setAcceleratorType(AcceleratorType.valueOf(shape.acceleratorType()));
    }
    if (!shape.reservation().equals(dev.slipway.pool.ReservationAffinity.NONE)) {
      machine.setReservationAffinity(affinity(shape.reservation()));
    }
    return machine.build();
  }

  private static ReservationAffinity affinity(dev.slipway.pool.ReservationAffinity reservation) {
    ReservationAffinity.Builder affinity =
        ReservationAffinity.newBuilder()
            .setKey(reservation.key())
            .addAllValues(reservation.values());
    if (!reservation.type().isEmpty()) {
      affinity.setReservationAffinityType(ReservationAffinity.Type.valueOf(reservation.type()));
    }
    return affinity.build();
  }
}
