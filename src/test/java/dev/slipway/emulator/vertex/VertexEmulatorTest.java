package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.GPU;
import static dev.slipway.emulator.vertex.VertexFixture.NUMBERED;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.RIG;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.jobName;
import static dev.slipway.emulator.vertex.VertexFixture.options;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.UnavailableException;
import com.google.api.gax.rpc.UnimplementedException;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreatePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DeletePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.JobServiceClient;
import com.google.cloud.aiplatform.v1.JobServiceSettings;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesRequest;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceClient;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceSettings;
import com.google.longrunning.Operation;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through Google's own clients, over a socket. */
class VertexEmulatorTest {

  private final ManualClock clock = new ManualClock();
  private final VertexEmulator emulator = VertexEmulator.start(options(clock), new Journal());
  private JobServiceClient jobs;
  private PersistentResourceServiceClient resources;

  @BeforeEach
  void connect() throws IOException {
    jobs =
        JobServiceClient.create(
            JobServiceSettings.newBuilder()
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setTransportChannelProvider(
                    JobServiceSettings.defaultGrpcTransportProviderBuilder()
                        .setEndpoint(emulator.endpoint())
                        .setChannelConfigurator(channel -> channel.usePlaintext())
                        .build())
                .build());
    resources =
        PersistentResourceServiceClient.create(
            PersistentResourceServiceSettings.newBuilder()
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setTransportChannelProvider(
                    PersistentResourceServiceSettings.defaultGrpcTransportProviderBuilder()
                        .setEndpoint(emulator.endpoint())
                        .setChannelConfigurator(channel -> channel.usePlaintext())
                        .build())
                .build());
    emulator.resources().put(rig());
  }

  @AfterEach
  void disconnect() {
    jobs.close();
    resources.close();
    emulator.close();
  }

  @Test
  void aJobIsCreatedAndFollowedToItsEnd() {
    CustomJob asked = job("train", workerPool(GPU, 2));

    CustomJob created = jobs.createCustomJob(PARENT, asked);

    assertEquals(jobName(1), created.getName());
    assertEquals(JobState.JOB_STATE_QUEUED, created.getState());
    assertEquals(created, jobs.getCustomJob(created.getName()));
    assertEquals(Map.of("rig/cpu", 0L, "rig/gpu", 2L), emulator.held());
    assertEquals(
        List.of(CreateCustomJobRequest.newBuilder().setParent(PARENT).setCustomJob(asked).build()),
        emulator.createRequests());

    clock.advance(Duration.ofSeconds(2));
    assertEquals(2, resources.getPersistentResource(RIG).getResourcePools(0).getUsedReplicaCount());
    clock.advance(Duration.ofSeconds(8));
    assertEquals(JobState.JOB_STATE_SUCCEEDED, jobs.getCustomJob(created.getName()).getState());
    assertEquals(List.of(jobs.getCustomJob(created.getName())), emulator.jobs());
  }

  @Test
  void aRefusedCreateIsKeptAmongTheRequests() {
    InvalidArgumentException refusal =
        assertThrows(
            InvalidArgumentException.class,
            () ->
                jobs.createCustomJob(
                    PARENT,
                    job("train", workerPool(GPU.toBuilder().clearAcceleratorCount().build(), 1))));

    assertEquals(
        "List of found errors:\t1.Field:"
            + " job_spec.worker_pool_specs[0].machine_spec.accelerator_type; Message: Both"
            + " `accelerator_type` and `accelerator_count` should be specified or none.\t",
        descriptionOf(refusal));
    assertEquals(1, emulator.createRequests().size());
    assertEquals(List.of(), emulator.jobs());
  }

  @Test
  void jobsAreListedOverPagesWithFilterAndMask() {
    for (String name : List.of("ant", "bee", "cat", "anteater")) {
      jobs.createCustomJob(PARENT, job(name, workerPool(CPU, 1)));
    }
    ListCustomJobsRequest request =
        ListCustomJobsRequest.newBuilder()
            .setParent(NUMBERED)
            .setPageSize(1)
            .setFilter("display_name:\"*a*\" AND NOT display_name=cat")
            .setReadMask(FieldMask.newBuilder().addPaths("display_name"))
            .build();

    List<CustomJob> found = new ArrayList<>();
    jobs.listCustomJobs(request).iterateAll().forEach(found::add);

    assertEquals(
        List.of(
            CustomJob.newBuilder().setDisplayName("anteater").build(),
            CustomJob.newBuilder().setDisplayName("ant").build()),
        found);
  }

  @Test
  void aBadFilterOrMaskIsAnInvalidArgument() {
    ListCustomJobsRequest filter =
        ListCustomJobsRequest.newBuilder().setParent(PARENT).setFilter("state=").build();
    ListCustomJobsRequest mask =
        ListCustomJobsRequest.newBuilder()
            .setParent(PARENT)
            .setReadMask(FieldMask.newBuilder().addPaths("colour"))
            .build();

    assertEquals(
        "Invalid filter, at character 7: a value is expected, not the end",
        descriptionOf(
            assertThrows(InvalidArgumentException.class, () -> jobs.listCustomJobs(filter))));
    assertEquals(
        "List of found errors:\t1.Field: read_mask; Message: It names a field that a CustomJob does"
            + " not have.\t",
        descriptionOf(
            assertThrows(InvalidArgumentException.class, () -> jobs.listCustomJobs(mask))));
  }

  @Test
  void aJobIsCancelledThenDeleted() throws ExecutionException, InterruptedException {
    String name = jobs.createCustomJob(PARENT, job("train", workerPool(CPU, 1))).getName();
    jobs.cancelCustomJob(name);
    assertEquals(JobState.JOB_STATE_CANCELLING, jobs.getCustomJob(name).getState());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(JobState.JOB_STATE_CANCELLED, jobs.getCustomJob(name).getState());

    jobs.deleteCustomJobAsync(name).get();

    assertEquals(
        "The CustomJob does not exist.",
        descriptionOf(assertThrows(NotFoundException.class, () -> jobs.getCustomJob(name))));
  }

  @Test
  void badNamesAreInvalidArguments() {
    assertEquals(
        "List of found errors:\t1.Field: name; Message: Invalid CustomJob resource name.\t",
        descriptionOf(
            assertThrows(
                InvalidArgumentException.class,
                () -> jobs.getCustomJob(PARENT + "/customJobs/train"))));
    assertEquals(
        "List of found errors:\t1.Field: parent; Message: Invalid location resource name.\t",
        descriptionOf(
            assertThrows(
                InvalidArgumentException.class,
                () -> jobs.createCustomJob("projects/p", job("train")))));
  }

  @Test
  void persistentResourcesAreReadByProjectIdOrNumber() {
    PersistentResource byNumber = resources.getPersistentResource(RIG);

    assertEquals(RIG, byNumber.getName());
    assertEquals(PersistentResource.State.RUNNING, byNumber.getState());
    assertEquals(byNumber, resources.getPersistentResource(PARENT + "/persistentResources/rig"));
    ListPersistentResourcesRequest list =
        ListPersistentResourcesRequest.newBuilder().setParent(PARENT).setPageSize(1).build();
    List<PersistentResource> listed = new ArrayList<>();
    resources.listPersistentResources(list).iterateAll().forEach(listed::add);
    assertEquals(List.of(byNumber), listed);
    assertEquals(
        "The PersistentResource does not exist.",
        descriptionOf(
            assertThrows(
                NotFoundException.class,
                () -> resources.getPersistentResource(PARENT + "/persistentResources/none"))));
  }

  @Test
  void aResourceChangesStateUnderTheClients() {
    emulator.resources().setState("rig", PersistentResource.State.ERROR);

    assertEquals(PersistentResource.State.ERROR, resources.getPersistentResource(RIG).getState());
    assertThrows(
        FailedPreconditionException.class,
        () -> jobs.createCustomJob(PARENT, job("train", workerPool(CPU, 1))));
    assertThrows(
        IllegalArgumentException.class,
        () -> emulator.resources().setState("none", PersistentResource.State.ERROR));
  }

  @Test
  void aPersistentResourceComesAndGoesByOperations() throws InvalidProtocolBufferException {
    Operation creation =
        resources
            .createPersistentResourceCallable()
            .call(
                CreatePersistentResourceRequest.newBuilder()
                    .setParent(PARENT)
                    .setPersistentResourceId("second")
                    .setPersistentResource(rig())
                    .build());
    assertFalse(resources.getOperationsClient().getOperation(creation.getName()).getDone());

    clock.advance(Duration.ofSeconds(2));

    String name = NUMBERED + "/persistentResources/second";
    Operation created = resources.getOperationsClient().getOperation(creation.getName());
    assertEquals(
        resources.getPersistentResource(name),
        created.getResponse().unpack(PersistentResource.class));
    Operation deletion =
        resources
            .deletePersistentResourceCallable()
            .call(DeletePersistentResourceRequest.newBuilder().setName(name).build());
    clock.advance(Duration.ofSeconds(1));
    assertTrue(resources.getOperationsClient().getOperation(deletion.getName()).getDone());
    assertThrows(NotFoundException.class, () -> resources.getPersistentResource(name));
  }

  @Test
  void faultsReachGrpcClients() {
    emulator.faults().onCall(1, VertexMethod.CREATE_CUSTOM_JOB, VertexFault.loseAnswer());

    UnavailableException lost =
        assertThrows(
            UnavailableException.class,
            () -> jobs.createCustomJob(PARENT, job("train", workerPool(CPU, 1))));

    assertEquals("Injected fault: the connection broke before the answer.", descriptionOf(lost));
    assertEquals(1, emulator.jobs().size());
  }

  @Test
  void whatIsNotEmulatedIsUnimplemented() {
    assertThrows(
        UnimplementedException.class,
        () -> jobs.getBatchPredictionJob(PARENT + "/batchPredictionJobs/1"));
  }

  @Test
  void aTakenPortIsSaid() {
    UncheckedIOException taken =
        assertThrows(
            UncheckedIOException.class,
            () ->
                VertexEmulator.start(
                    VertexOptions.defaults().withPort(emulator.port()), new Journal()));

    assertTrue(emulator.port() > 0);
    assertEquals(
        "cannot listen on 127.0.0.1:%d; choose another port, or 0 for a free one"
            .formatted(emulator.port()),
        taken.getMessage());
  }

  private static String descriptionOf(ApiException e) {
    return io.grpc.Status.fromThrowable(e).getDescription();
  }
}
