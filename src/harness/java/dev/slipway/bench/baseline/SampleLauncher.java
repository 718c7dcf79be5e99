package dev.slipway.bench.baseline;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobServiceClient;
import com.google.cloud.aiplatform.v1.JobServiceSettings;
import com.google.cloud.aiplatform.v1.LocationName;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PersistentResourceName;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceClient;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceSettings;
import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.JsonFormat;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.logging.Logger;

/**
 * A launcher as one would write it after Google's samples: each event makes its clients, reads the
 * spec, looks at the persistent resource and its jobs, and creates the job. It keeps no state, so
 * that an event delivered twice makes two jobs and what does not fit is lost.
 *
 * <p>After https://cloud.google.com/functions/docs/calling/storage and the client libraries' own
 * samples, {@code CreateCustomJobSample} among them; only addresses and credentials are given,
 * where the samples would take the defaults.
 */
public final class SampleLauncher implements CloudEventsFunction {

  private static final Logger LOG = Logger.getLogger(SampleLauncher.class.getName());

  private final String project = variable("SLIPWAY_PROJECT");
  private final String location = variable("SLIPWAY_LOCATION");
  private final String endpoint = variable("SLIPWAY_VERTEX_ENDPOINT");

  @Override
  public void accept(CloudEvent event) throws IOException {
    byte[] data = Objects.requireNonNull(event.getData()).toBytes();
    JsonObject object =
        JsonParser.parseString(new String(data, StandardCharsets.UTF_8)).getAsJsonObject();
    CustomJob job = spec(object.get("bucket").getAsString(), object.get("name").getAsString());
    if (isFree(job)) {
      LOG.info("Created " + create(job).getName());
    } else {
      LOG.warning("No replicas are free for " + job.getDisplayName());
    }
  }

  private CustomJob spec(String bucket, String name) throws IOException {
    Storage storage =
        StorageOptions.newBuilder()
            .setProjectId(project)
            .setHost(variable("STORAGE_EMULATOR_HOST"))
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    CustomJob.Builder job = CustomJob.newBuilder();
    JsonFormat.parser()
        .merge(new String(storage.readAllBytes(bucket, name), StandardCharsets.UTF_8), job);
    return job.build();
  }

  private boolean isFree(CustomJob job) throws IOException {
    String id = job.getJobSpec().getPersistentResourceId();
    try (PersistentResourceServiceClient client =
        PersistentResourceServiceClient.create(resourceSettings())) {
      PersistentResource resource =
          client.getPersistentResource(PersistentResourceName.of(project, location, id));
      long replicas =
          resource.getResourcePoolsList().stream().mapToLong(pool -> pool.getReplicaCount()).sum();
      return asked(job) + running(id) <= replicas;
    }
  }

  private long running(String resource) throws IOException {
    long replicas = 0;
    try (JobServiceClient client = JobServiceClient.create(jobSettings())) {
      for (CustomJob job : client.listCustomJobs(LocationName.of(project, location)).iterateAll()) {
        boolean isHere = job.getJobSpec().getPersistentResourceId().equals(resource);
        replicas += isHere && !job.hasEndTime() ? asked(job) : 0;
      }
    }
    return replicas;
  }

  private static long asked(CustomJob job) {
    return job.getJobSpec().getWorkerPoolSpecsList().stream()
        .mapToLong(workerPool -> workerPool.getReplicaCount())
        .sum();
  }

  private CustomJob create(CustomJob job) throws IOException {
    try (JobServiceClient client = JobServiceClient.create(jobSettings())) {
      return client.createCustomJob(LocationName.of(project, location), job);
    }
  }

  private JobServiceSettings jobSettings() throws IOException {
    return JobServiceSettings.newBuilder()
        .setEndpoint(endpoint)
        .setCredentialsProvider(NoCredentialsProvider.create())
        .setTransportChannelProvider(
            JobServiceSettings.defaultGrpcTransportProviderBuilder()
                .setEndpoint(endpoint)
                .setChannelConfigurator(channel -> channel.usePlaintext())
                .build())
        .build();
  }

  private PersistentResourceServiceSettings resourceSettings() throws IOException {
    return PersistentResourceServiceSettings.newBuilder()
        .setEndpoint(endpoint)
        .setCredentialsProvider(NoCredentialsProvider.create())
        .setTransportChannelProvider(
            PersistentResourceServiceSettings.defaultGrpcTransportProviderBuilder()
                .setEndpoint(endpoint)
                .setChannelConfigurator(channel -> channel.usePlaintext())
                .build())
        .build();
  }

  private static String variable(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }
}
