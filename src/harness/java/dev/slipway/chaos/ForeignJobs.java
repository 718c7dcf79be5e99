package dev.slipway.chaos;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.JobServiceGrpc;
import com.google.cloud.aiplatform.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.emulator.vertex.VertexEmulator;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Random;

/** Others who run jobs on the same resource pools without asking us, where they see room. */
final class ForeignJobs implements AutoCloseable {

  private static final String PARENT = "projects/slipway-local/locations/us-central1";
  private static final int LEAST_SECONDS = 3;
  private static final int MOST_SECONDS = 40;

  private final VertexEmulator vertex;
  private final Counters counters;
  private final Random random;
  private final ManagedChannel channel;
  private final JobServiceBlockingStub jobs;

  ForeignJobs(VertexEmulator vertex, Counters counters, Random random) {
    this.vertex = vertex;
    this.counters = counters;
    this.random = random;
    this.channel = NettyChannelBuilder.forTarget(vertex.endpoint()).usePlaintext().build();
    this.jobs = JobServiceGrpc.newBlockingStub(channel);
  }

  /** One of them starts a job of one replica, if at least half of a pool is free. */
  void act() {
    String resource =
        SharedEmulators.RESOURCES.get(random.nextInt(SharedEmulators.RESOURCES.size()));
    String machine = List.of("n1-standard-4", "n1-highmem-8").get(random.nextInt(2));
    int seconds = LEAST_SECONDS + random.nextInt(MOST_SECONDS);
    long capacity = SharedEmulators.POOLS.getOrDefault(machine, 0L);
    if (vertex.held().getOrDefault(resource + "/" + machine, 0L) * 2 > capacity) {
      return;
    }
    try {
      var unused =
          jobs.createCustomJob(
              CreateCustomJobRequest.newBuilder()
                  .setParent(PARENT)
                  .setCustomJob(job(resource, machine, seconds))
                  .build());
      counters.count(Counters.Counter.FOREIGN_JOBS);
    } catch (StatusRuntimeException e) {
      // A fault hit them: not our concern.
    }
  }

  private static CustomJob job(String resource, String machine, int seconds) {
    return CustomJob.newBuilder()
        .setDisplayName("somebody-else")
        .putLabels("emulator-seconds", Integer.toString(seconds))
        .setJobSpec(
            CustomJobSpec.newBuilder()
                .setPersistentResourceId(resource)
                .addWorkerPoolSpecs(
                    WorkerPoolSpec.newBuilder()
                        .setMachineSpec(MachineSpec.newBuilder().setMachineType(machine))
                        .setReplicaCount(1)
                        .setContainerSpec(ContainerSpec.newBuilder().setImageUri("other"))))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
