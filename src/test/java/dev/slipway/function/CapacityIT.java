package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobServiceGrpc;
import com.google.cloud.aiplatform.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEventType;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Specs that fit alone but not together, uploaded at once, each told twice to each of two
 * processes: the pools of {@code narrow}, 4 replicas and 2, are never over-committed, and
 * everybody's turn comes.
 */
@Execution(ExecutionMode.CONCURRENT)
class CapacityIT {

  private static final String CPU = "\"machineType\": \"n1-standard-4\"";
  private static final String L4 =
      "\"machineType\": \"g2-standard-12\", \"acceleratorType\": \"NVIDIA_L4\","
          + " \"acceleratorCount\": 1";

  private EmulatedCloud cloud;
  private List<DeployedFunction> functions;
  private ManagedChannel channel;
  private JobServiceBlockingStub others;

  @BeforeEach
  void start() throws Exception {
    cloud = EmulatedCloud.thatRepeatsItself(2);
    functions =
        List.of(
            DeployedFunction.start(cloud.variables()), DeployedFunction.start(cloud.variables()));
    for (DeployedFunction function : functions) {
      cloud.storage().deliverTo(EmulatedCloud.SPECS, StorageEventType.FINALIZED, function.uri());
    }
    channel = NettyChannelBuilder.forTarget(cloud.vertex().endpoint()).usePlaintext().build();
    others = JobServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow();
    functions.forEach(DeployedFunction::close);
    cloud.close();
  }

  @Test
  void specsForOnePoolRunInTurnAsUploaded() throws Exception {
    assertTurns(
        List.of(
            List.of(workerPool(CPU, 1), workerPool(CPU, 2)),
            List.of(workerPool(CPU, 1), workerPool(CPU, 1)),
            List.of(workerPool(CPU, 1), workerPool(CPU, 3)),
            List.of(workerPool(CPU, 1)),
            List.of(workerPool(CPU, 1), workerPool(CPU, 2)),
            List.of(workerPool(CPU, 1), workerPool(CPU, 1))));
  }

  @Test
  void specsForTwoPoolsRunInTurnAsUploaded() throws Exception {
    assertTurns(
        List.of(
            List.of(workerPool(L4, 1), workerPool(CPU, 3)),
            List.of(workerPool(CPU, 1), workerPool(L4, 2)),
            List.of(workerPool(L4, 1), workerPool(CPU, 2)),
            List.of(workerPool(CPU, 1), workerPool(L4, 1), workerPool(CPU, 1)),
            List.of(workerPool(L4, 1), workerPool(CPU, 4))));
  }

  private void assertTurns(List<List<String>> specs) throws Exception {
    List<String> names =
        IntStream.range(0, specs.size()).mapToObj(i -> "turn-%d".formatted(i)).toList();
    CustomJob foreign = someoneElseTakesAll();
    for (int i = 0; i < specs.size(); i++) {
      cloud.upload(names.get(i) + ".json", spec(names.get(i), specs.get(i)));
    }
    cloud.awaitEvents();
    cloud.tick(functions.get(0));
    assertEquals(List.of("someone-else"), cloud.created());
    assertEquals(
        IntStream.rangeClosed(1, specs.size()).boxed().toList(),
        names.stream().map(name -> position(name)).toList());

    others.cancelCustomJob(CancelCustomJobRequest.newBuilder().setName(foreign.getName()).build());
    for (int i = 0; i < specs.size() && !haveAllEnded(names); i++) {
      cloud.tick(functions.get(i % functions.size()));
      cloud.letJobsEnd();
    }
    cloud.tickUntil(functions.get(0), 3, () -> haveAllEnded(names));

    List<String> expected = new ArrayList<>(List.of("someone-else"));
    expected.addAll(names);
    assertEquals(expected, cloud.created());
    assertEquals(List.of(), overCommitted());
    assertEquals(List.of(), cloud.state("queue/"));
  }

  private CustomJob someoneElseTakesAll() throws Exception {
    CustomJob.Builder job = CustomJob.newBuilder();
    JsonFormat.parser()
        .merge(spec("someone-else", List.of(workerPool(CPU, 4), workerPool(L4, 2))), job);
    return others.createCustomJob(
        CreateCustomJobRequest.newBuilder()
            .setParent("projects/slipway-local/locations/us-central1")
            .setCustomJob(job)
            .build());
  }

  private static String spec(String name, List<String> workerPools) {
    return """
    {"displayName": "%s", "jobSpec": {
      "persistentResourceId": "narrow", "workerPoolSpecs": [%s]}}\
    """
        .formatted(name, String.join(", ", workerPools));
  }

  private static String workerPool(String machine, int replicas) {
    return """
    {"machineSpec": {%s}, "replicaCount": %d, "containerSpec": {"imageUri": "train"}}\
    """
        .formatted(machine, replicas);
  }

  private int position(String name) {
    return cloud
        .status(name + ".json")
        .flatMap(Status::waiting)
        .map(Status.Waiting::position)
        .orElse(-1);
  }

  private boolean haveAllEnded(List<String> names) {
    return names.stream()
        .map(name -> cloud.status(name + ".json").map(Status::state))
        .allMatch(Optional.of(State.SUCCEEDED)::equals);
  }

  /** Every moment at which more was held of a pool than it has. */
  private List<Journal.JournalEntry> overCommitted() {
    return cloud.journal("replicas.held").stream()
        .filter(
            entry ->
                Long.parseLong(entry.facts().getOrDefault("held", ""))
                    > Long.parseLong(entry.facts().getOrDefault("capacity", "")))
        .toList();
  }
}
