package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The words the Vertex tests share: one persistent resource, and jobs for it. */
public final class VertexFixture {

  static final String PARENT = "projects/slipway-local/locations/us-central1";
  static final String NUMBERED = "projects/123456789012/locations/us-central1";
  static final String RIG = NUMBERED + "/persistentResources/rig";

  static final MachineSpec GPU =
      MachineSpec.newBuilder()
          .setMachineType("n1-standard-8")
          .setAcceleratorType(AcceleratorType.NVIDIA_TESLA_T4)
          .setAcceleratorCount(1)
          .build();
  static final MachineSpec CPU = MachineSpec.newBuilder().setMachineType("n1-standard-4").build();

  private VertexFixture() {}

  /** Round phases, so that every instant is easy to name: pending at 1 s, running 2 s, end 10 s. */
  static final JobPace PACE =
      new JobPace(
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(8),
          Duration.ofSeconds(1));

  /** Job IDs that count up. */
  public static VertexOptions options(ManualClock clock) {
    AtomicLong ids = new AtomicLong(1_000_000_000_000_000_000L);
    return VertexOptions.defaults()
        .withClock(clock)
        .withPace(PACE)
        .withJobIds(ids::incrementAndGet);
  }

  /** Name of the n-th job created, from 1. */
  static String jobName(int n) {
    return NUMBERED + "/customJobs/" + (1_000_000_000_000_000_000L + n);
  }

  /** Four GPU machines and two without. */
  static PersistentResource rig() {
    return PersistentResource.newBuilder()
        .setName("rig")
        .addResourcePools(pool("gpu", GPU, 4))
        .addResourcePools(pool("cpu", CPU, 2))
        .build();
  }

  static ResourcePool pool(String id, MachineSpec machine, long replicas) {
    return ResourcePool.newBuilder()
        .setId(id)
        .setMachineSpec(machine)
        .setReplicaCount(replicas)
        .build();
  }

  static WorkerPoolSpec workerPool(MachineSpec machine, long replicas) {
    return WorkerPoolSpec.newBuilder()
        .setMachineSpec(machine)
        .setReplicaCount(replicas)
        .setContainerSpec(ContainerSpec.newBuilder().setImageUri("gcr.io/slipway/train"))
        .build();
  }

  /** A job on the rig. */
  static CustomJob job(String displayName, WorkerPoolSpec... workerPools) {
    return CustomJob.newBuilder()
        .setDisplayName(displayName)
        .setJobSpec(
            CustomJobSpec.newBuilder()
                .setPersistentResourceId("rig")
                .addAllWorkerPoolSpecs(List.of(workerPools)))
        .build();
  }

  /** All there is of one kind in the journal, as {@code milliseconds name facts}. */
  static List<String> told(Journal journal, String what, String... facts) {
    return journal.entries().stream()
        .filter(entry -> entry.what().equals(what))
        .map(
            entry -> {
              StringBuilder line = new StringBuilder();
              line.append(Duration.between(ManualClock.START, entry.at()).toMillis());
              line.append(' ').append(VertexNames.id(entry.name()));
              for (String fact : facts) {
                line.append(' ').append(entry.facts().get(fact));
              }
              return line.toString();
            })
        .toList();
  }
}
