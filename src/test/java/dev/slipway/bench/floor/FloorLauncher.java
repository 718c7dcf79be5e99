package dev.slipway.bench.floor;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.JobServiceClient;
import com.google.cloud.aiplatform.v1.JobServiceSettings;
import com.google.cloud.aiplatform.v1.LocationName;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What the Functions Framework and the two clients take for themselves: the clients are made once,
 * side by side, with Slipway's jars and JVM options; each event's spec is read and its job created
 * without a look at anything. No launcher on these libraries starts faster.
 */
public class FloorLauncher implements CloudEventsFunction {

  private final LocationName parent =
      LocationName.of(variable("SLIPWAY_PROJECT"), variable("SLIPWAY_LOCATION"));
  private final Storage storage;
  private final JobServiceClient jobs;

  /** Connects. */
  public FloorLauncher() throws InterruptedException, ExecutionException {
    FutureTask<JobServiceClient> connection = new FutureTask<>(FloorLauncher::connect);
    new Thread(connection, "connect-vertex").start();
    storage =
        StorageOptions.newBuilder()
            .setProjectId(parent.getProject())
            .setHost(variable("STORAGE_EMULATOR_HOST"))
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    jobs = connection.get();
  }

  @Override
  public final void accept(CloudEvent event) throws InterruptedException, ExecutionException {
    JsonObject object = json(Objects.requireNonNull(event.getData()).toBytes());
    BlobId spec = BlobId.of(object.get("bucket").getAsString(), object.get("name").getAsString());
    var unused = jobs.createCustomJob(parent, job(json(read(spec))));
  }

  /** Does what there is to be done before the job is created: reads its spec. */
  protected byte[] read(BlobId spec) throws InterruptedException, ExecutionException {
    return storage.readAllBytes(spec);
  }

  /** Where jobs are created. */
  protected final LocationName parent() {
    return parent;
  }

  /** Cloud Storage. */
  protected final Storage storage() {
    return storage;
  }

  /** Vertex AI's jobs. */
  protected final JobServiceClient jobs() {
    return jobs;
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

  private static JobServiceClient connect() throws IOException {
    String endpoint = variable("SLIPWAY_VERTEX_ENDPOINT");
    return JobServiceClient.create(
        JobServiceSettings.newBuilder()
            .setEndpoint(endpoint)
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                JobServiceSettings.defaultGrpcTransportProviderBuilder()
                    .setEndpoint(endpoint)
                    .setChannelConfigurator(channel -> channel.usePlaintext())
                    .build())
            .build());
  }

  /** An environment variable that has to be there. */
  protected static final String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
