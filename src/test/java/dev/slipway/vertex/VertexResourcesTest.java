package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.EncryptionSpec;
import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.RaySpec;
import com.google.cloud.aiplatform.v1.ResourcePool;
import com.google.cloud.aiplatform.v1.ResourceRuntimeSpec;
import com.google.cloud.aiplatform.v1.ServiceAccountSpec;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VertexResourcesTest {

  private static final CallTimeouts HASTY =
      new CallTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(1));
  private static final String NAME = "projects/p1/locations/us-central1/persistentResources/gpus";

  private ScriptedVertex vertex;
  private VertexClients clients;
  private VertexResources resources;

  @BeforeEach
  void connect() throws IOException {
    vertex = new ScriptedVertex();
    clients = VertexClients.connect(vertex.endpoint(), HASTY);
    resources = new VertexResources(clients, "p1", "us-central1");
  }

  @AfterEach
  void close() {
    clients.close();
    vertex.close();
  }

  @Test
  void aResourceIsReadByItsIdWithEverythingThatDecides() {
    MachineSpec gpu =
        MachineSpec.newBuilder()
            .setMachineType("n1-standard-8")
            .setAcceleratorType(AcceleratorType.NVIDIA_TESLA_T4)
            .setAcceleratorCount(2)
            .build();
    vertex.then(
        PersistentResource.newBuilder()
            .setName(NAME)
            .setState(PersistentResource.State.RUNNING)
            .setNetwork("projects/1/global/networks/n")
            .setEncryptionSpec(EncryptionSpec.newBuilder().setKmsKeyName("key"))
            .setResourceRuntimeSpec(
                ResourceRuntimeSpec.newBuilder()
                    .setRaySpec(RaySpec.getDefaultInstance())
                    .setServiceAccountSpec(
                        ServiceAccountSpec.newBuilder()
                            .setEnableCustomServiceAccount(true)
                            .setServiceAccount("a@p1")))
            .addResourcePools(
                ResourcePool.newBuilder()
                    .setId("gpu")
                    .setMachineSpec(gpu)
                    .setDiskSpec(
                        DiskSpec.newBuilder().setBootDiskType("pd-standard").setBootDiskSizeGb(200))
                    .setReplicaCount(4)
                    .setUsedReplicaCount(3))
            .addResourcePools(
                ResourcePool.newBuilder()
                    .setMachineSpec(MachineSpec.newBuilder().setMachineType("n1-highcpu-16"))
                    .setReplicaCount(1)
                    .setAutoscalingSpec(
                        ResourcePool.AutoscalingSpec.newBuilder()
                            .setMinReplicaCount(1)
                            .setMaxReplicaCount(8)))
            .build());

    assertEquals(
        Optional.of(
            new dev.slipway.pool.PersistentResource(
                "gpus",
                ResourceState.RUNNING,
                List.of(
                    new dev.slipway.pool.ResourcePool(
                        "gpu",
                        Shape.of("n1-standard-8", "NVIDIA_TESLA_T4", 2)
                            .withDisk("pd-standard", 200),
                        4,
                        OptionalLong.empty(),
                        3),
                    new dev.slipway.pool.ResourcePool(
                        "resourcePools[1]", Shape.of("n1-highcpu-16"), 1, OptionalLong.of(8), 0)),
                "projects/1/global/networks/n",
                "key",
                true,
                "a@p1",
                true)),
        resources.find("gpus"));
    assertEquals(
        List.of(GetPersistentResourceRequest.newBuilder().setName(NAME).build()),
        vertex.requests());
  }

  @Test
  void everyStateIsKnownOrUnknown() {
    Set<ResourceState> states =
        Stream.of(PersistentResource.State.values())
            .filter(state -> state != PersistentResource.State.UNRECOGNIZED)
            .map(state -> found(PersistentResource.newBuilder().setState(state).build()).state())
            .collect(Collectors.toSet());

    assertEquals(Set.of(ResourceState.values()), states);
    assertEquals(
        ResourceState.UNKNOWN,
        found(PersistentResource.newBuilder().setStateValue(99).build()).state());
  }

  private dev.slipway.pool.PersistentResource found(PersistentResource answer) {
    vertex.then(answer);
    return resources.find("gpus").orElseThrow();
  }

  @Test
  void anAcceleratorOfALaterApiStillDiffersFromNone() {
    PersistentResource resource =
        PersistentResource.newBuilder()
            .addResourcePools(
                ResourcePool.newBuilder()
                    .setMachineSpec(MachineSpec.newBuilder().setAcceleratorTypeValue(99)))
            .build();

    assertEquals("UNRECOGNIZED_99", found(resource).pools().get(0).shape().acceleratorType());
  }

  @Test
  void aResourceThatIsNotThereIsNone() {
    vertex.then(Status.NOT_FOUND.withDescription("The PersistentResource does not exist."));

    assertEquals(Optional.empty(), resources.find("gone"));
  }

  @Test
  void aReadIsRepeatedWhileThereIsHope() {
    vertex
        .then(Status.UNAVAILABLE)
        .then(Status.DEADLINE_EXCEEDED)
        .then(Status.RESOURCE_EXHAUSTED)
        .then(PersistentResource.getDefaultInstance());

    assertTrue(resources.find("gpus").isPresent());
    assertEquals(Collections.nCopies(4, vertex.requests().get(0)), vertex.requests());
  }

  @Test
  void everyReadHasADeadline() {
    found(PersistentResource.getDefaultInstance());

    Duration left = vertex.calls().get(0).timeLeft().orElseThrow();
    assertTrue(left.compareTo(HASTY.attempt()) <= 0, left::toString);
  }

  @Test
  void aReadThatFailsSaysWhatWasAskedAndWhatCameBack() {
    vertex.then(Status.PERMISSION_DENIED.withDescription("Permission denied on resource."));

    assertEquals(
        "Vertex AI was asked for "
            + NAME
            + " and will be asked again; what came back is PERMISSION_DENIED:"
            + " Permission denied on resource.",
        assertThrows(RetryLater.class, () -> resources.find("gpus")).getMessage());
    assertEquals(1, vertex.calls().size());
  }

  @Test
  void aServiceThatIsNotThereIsGivenUpInTheEnd() throws IOException {
    CallTimeouts hardlyAny =
        new CallTimeouts(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(1));

    try (VertexClients impatient = VertexClients.connect("127.0.0.1:1", hardlyAny)) {
      VertexResources unreachable = new VertexResources(impatient, "p1", "us-central1");
      assertThrows(RetryLater.class, () -> unreachable.find("gpus"));
    }
  }
}
