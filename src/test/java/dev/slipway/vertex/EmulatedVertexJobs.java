package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.LocationName;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.JobsContract;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/** Google's client on the emulated Vertex AI, which may refuse filters, keeps the contract. */
abstract class EmulatedVertexJobs extends JobsContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String PROJECT = "slipway-local";
  private static final String LOCATION = "us-central1";

  private final ManualClock clock = new ManualClock();
  private final VertexEmulator vertex =
      VertexEmulator.start(
          VertexOptions.defaults()
              .withClock(clock)
              .withPace(new JobPace(1, MINUTE, MINUTE, MINUTE, MINUTE)),
          new Journal());
  private final FilterRefuser refuser;
  private final VertexClients clients;

  /**
   * @param isRefused which filters Vertex AI does not take
   */
  EmulatedVertexJobs(Predicate<String> isRefused) throws IOException {
    refuser = new FilterRefuser(vertex.endpoint(), isRefused);
    clients = VertexClients.connect(refuser.endpoint());
  }

  @Override
  protected Jobs empty() {
    PersistentResourceFile.parse(
            """
            {"name": "%s", "resourcePools": [
              {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": 4}]}\
            """
                .formatted(RESOURCE))
        .forEach(vertex.resources()::put);
    return new VertexJobs(clients, PROJECT, LOCATION, clock, entry -> {});
  }

  @AfterEach
  void close() {
    clients.close();
    refuser.close();
    vertex.close();
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected void passASecond() {
    clock.advance(Duration.ofSeconds(1));
  }

  /** It is queued for a minute, and pending for one. */
  @Override
  protected void run(String name) {
    clock.advance(MINUTE.multipliedBy(2));
  }

  @Override
  protected void end(String name) {
    clock.advance(MINUTE);
  }

  @Override
  protected void endCancelling() {
    clock.advance(MINUTE);
  }

  @Override
  protected String makeForeignJob() {
    WorkerPoolSpec workerPool =
        WorkerPoolSpec.newBuilder()
            .setMachineSpec(MachineSpec.newBuilder().setMachineType("n1-standard-4"))
            .setReplicaCount(1)
            .setContainerSpec(ContainerSpec.newBuilder().setImageUri("theirs"))
            .build();
    return clients
        .jobs()
        .createCustomJobCallable()
        .call(
            CreateCustomJobRequest.newBuilder()
                .setParent(LocationName.format(PROJECT, LOCATION))
                .setCustomJob(
                    CustomJob.newBuilder()
                        .setDisplayName("theirs")
                        .setJobSpec(
                            CustomJobSpec.newBuilder()
                                .setPersistentResourceId(RESOURCE)
                                .addWorkerPoolSpecs(workerPool)))
                .build())
        .getName();
  }
}
