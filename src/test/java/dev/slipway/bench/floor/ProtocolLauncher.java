package dev.slipway.bench.floor;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.PersistentResourceName;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceClient;
import com.google.cloud.aiplatform.v1.PersistentResourceServiceSettings;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The calls that Slipway's promises need from an event to its job, those side by side that do not
 * depend on each other (docs/decisions/0018-the-fast-way.md), and nothing else: nothing is checked,
 * compared or decided.
 */
public final class ProtocolLauncher extends FloorLauncher {

  private static final String ALIVE =
      "state=\"JOB_STATE_QUEUED\" OR state=\"JOB_STATE_PENDING\" OR state=\"JOB_STATE_RUNNING\"";

  private final ExecutorService calls = Executors.newCachedThreadPool();
  private final String state = variable("SLIPWAY_STATE_BUCKET");
  private final PersistentResourceServiceClient resources;

  /** Connects. */
  public ProtocolLauncher() throws InterruptedException, ExecutionException, IOException {
    resources = connectResources();
  }

  @Override
  protected byte[] read(BlobId spec) throws InterruptedException, ExecutionException {
    Storage storage = storage();
    Future<byte[]> content = calls.submit(() -> storage.readAllBytes(spec));
    sideBySide(
        () -> storage.get(spec),
        () -> storage.get(state, "done/" + spec.getName()),
        () -> storage.get(state, "control/pause"),
        () -> listed(spec.getName()),
        () ->
            resources.getPersistentResource(
                PersistentResourceName.of(
                    parent().getProject(), parent().getLocation(), "training")),
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
    for (var unused : storage().list(state, only).iterateAll()) {
      listed++;
    }
    return listed;
  }

  private int alive() {
    int alive = 0;
    ListCustomJobsRequest request =
        ListCustomJobsRequest.newBuilder().setParent(parent().toString()).setFilter(ALIVE).build();
    for (var unused : jobs().listCustomJobs(request).iterateAll()) {
      alive++;
    }
    return alive;
  }

  private static PersistentResourceServiceClient connectResources() throws IOException {
    String endpoint = variable("SLIPWAY_VERTEX_ENDPOINT");
    return PersistentResourceServiceClient.create(
        PersistentResourceServiceSettings.newBuilder()
            .setEndpoint(endpoint)
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                PersistentResourceServiceSettings.defaultGrpcTransportProviderBuilder()
                    .setEndpoint(endpoint)
                    .setChannelConfigurator(channel -> channel.usePlaintext())
                    .build())
            .build());
  }
}
