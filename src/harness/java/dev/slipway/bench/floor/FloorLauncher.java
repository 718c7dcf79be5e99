package dev.slipway.bench.floor;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.JobServiceClient;
import com.google.cloud.aiplatform.v1.JobServiceSettings;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.LocationName;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResourceName;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceClient;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceSettings;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageOptions;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that a launcher on these libraries does which keeps Slipway's promises: its clients are
 * made once, side by side, with Slipway's jars and JVM options; for each event it makes the calls
 * that the promises need, those side by side that do not depend on each other
 * (docs/decisions/0018-the-fast-way.md). Nothing is checked, compared or decided.
 */
public final class FloorLauncher implements CloudEventsFunction {

  private static final String ALIVE =
      "state=\"JOB_STATE_QUEUED\" OR state=\"JOB_STATE_PENDING\" OR state=\"JOB_STATE_RUNNING\"";

  private final ExecutorService calls = Executors.newCachedThreadPool();
  private final LocationName parent =
      LocationName.of(variable("SLIPWAY_PROJECT"), variable("SLIPWAY_LOCATION"));
  private final String state = variable("SLIPWAY_STATE_BUCKET");
  private final Storage storage;
  private final JobServiceClient jobs;
  private final PersistentResourceServiceClient resources;

  /** Connects. */
  public FloorLauncher() throws InterruptedException, ExecutionException {
    Future<JobServiceClient> jobClient = calls.submit(FloorLauncher::connectJobs);
    Future<PersistentResourceServiceClient> resourceClient =
        calls.submit(FloorLauncher::connectResources);
    storage =
        StorageOptions.newBuilder()
            .setProjectId(parent.getProject())
            .setHost(variable("STORAGE_EMULATOR_HOST"))
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    jobs = jobClient.get();
    resources = resourceClient.get();
  }

  @Override
  public void accept(CloudEvent event) throws InterruptedException, ExecutionException {
    JsonObject object = json(Objects.requireNonNull(event.getData()).toBytes());
    BlobId spec = BlobId.of(object.get("bucket").getAsString(), object.get("name").getAsString());
    var unused = jobs.createCustomJob(parent, job(json(read(spec))));
  }

  /** Does what there is to be done before the job is created. */
  private byte[] read(BlobId spec) throws InterruptedException, ExecutionException {
    Future<byte[]> content = calls.submit(() -> storage.readAllBytes(spec));
    sideBySide(
        () -> storage.get(spec),
        () -> storage.get(state, "done/" + spec.getName()),
        () -> storage.get(state, "control/pause"),
        () -> listed(spec.getName()),
        () ->
            resources.getPersistentResource(
                PersistentResourceName.of(parent.getProject(), parent.getLocation(), "training")),
        this::alive);
    byte[] bytes = content.get();
    var unused =
        storage.create(
            BlobInfo.newBuilder(state, "queue/" + spec.getName())
                .setMetadata(Map.of("state", "LAUNCHING"))
                .build(),
            bytes,
            BlobTargetOption.doesNotExist(),
            BlobTargetOption.disableGzipContent());
    sideBySide(
        () -> storage.get(spec),
        () -> storage.get(state, "done/" + spec.getName()),
        () -> listed(spec.getName()));
    return bytes;
  }

  private void sideBySide(Callable<?>... all) throws InterruptedException, ExecutionException {
    List<Future<?>> answers = new ArrayList<>();
    for (Callable<?> call : all) {
      answers.add(calls.submit(call));
    }
    for (Future<?> answer : answers) {
      answer.get();
    }
  }

  /** As short a list as one of a quiet queue. */
  private int listed(String name) {
    int listed = 0;
    BlobListOption only = BlobListOption.prefix("queue/" + name);
    for (var unused : storage.list(state, only).iterateAll()) {
      listed++;
    }
    return listed;
  }

  private int alive() {
    int alive = 0;
    ListCustomJobsRequest request =
        ListCustomJobsRequest.newBuilder().setParent(parent.toString()).setFilter(ALIVE).build();
    for (var unused : jobs.listCustomJobs(request).iterateAll()) {
      alive++;
    }
    return alive;
  }

  private static JsonObject json(byte[] bytes) {
    return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static CustomJob job(JsonObject json) {
    JsonObject jobSpec = json.getAsJsonObject("jobSpec");
    JsonObject workerPool = jobSpec.getAsJsonArray("workerPoolSpecs").get(0).getAsJsonObject();
    return CustomJob.newBuilder()
        .setDisplayName(json.get("displayName").getAsString())
        .setJobSpec(
            CustomJobSpec.newBuilder()
                .setPersistentResourceId(jobSpec.get("persistentResourceId").getAsString())
                .addWorkerPoolSpecs(
                    WorkerPoolSpec.newBuilder()
                        .setReplicaCount(workerPool.get("replicaCount").getAsLong())
                        .setMachineSpec(
                            MachineSpec.newBuilder()
                                .setMachineType(text(workerPool, "machineSpec", "machineType")))
                        .setContainerSpec(
                            ContainerSpec.newBuilder()
                                .setImageUri(text(workerPool, "containerSpec", "imageUri")))))
        .build();
  }

  private static String text(JsonObject json, String object, String field) {
    return json.getAsJsonObject(object).get(field).getAsString();
  }

  private static JobServiceClient connectJobs() throws IOException {
    return JobServiceClient.create(
        JobServiceSettings.newBuilder()
            .setEndpoint(endpoint())
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                plaintext(JobServiceSettings.defaultGrpcTransportProviderBuilder()))
            .build());
  }

  private static PersistentResourceServiceClient connectResources() throws IOException {
    return PersistentResourceServiceClient.create(
        PersistentResourceServiceSettings.newBuilder()
            .setEndpoint(endpoint())
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                plaintext(PersistentResourceServiceSettings.defaultGrpcTransportProviderBuilder()))
            .build());
  }

  private static TransportChannelProvider plaintext(
      InstantiatingGrpcChannelProvider.Builder channels) {
    return channels
        .setEndpoint(endpoint())
        .setChannelConfigurator(channel -> channel.usePlaintext())
        .build();
  }

  private static String endpoint() {
    return variable("SLIPWAY_VERTEX_ENDPOINT");
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
