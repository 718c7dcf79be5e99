package dev.slipway.bench;

import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageCall;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.storage.StorageFault;
import dev.slipway.emulator.storage.StorageFaultRule;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexMethod;
import dev.slipway.emulator.vertex.VertexOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vertex AI and Cloud Storage as the launchers under measurement meet them. */
final class EmulatedServices implements AutoCloseable {

  static final String SPECS = "slipway-specs";
  static final String STATE = "slipway-state";
  static final String RESOURCE = "training";

  /** Never full. */
  static final String WIDE = "n1-standard-4";

  /** Of which there is one replica. */
  static final String NARROW = "n1-highmem-8";

  private static final String PROJECT = "slipway-bench";
  private static final long PLENTY = 1_000_000;
  private static final long ONE = 1;

  private final Journal journal = new Journal();
  private final StorageEmulator storage;
  private final VertexEmulator vertex;

  private EmulatedServices(Duration jobsRunFor) {
    storage = StorageEmulator.start(StorageEmulatorOptions.withBuckets(SPECS, STATE), journal);
    vertex =
        VertexEmulator.start(
            VertexOptions.defaults()
                .withProject(PROJECT)
                .withPace(JobPace.DEFAULT.withRunFor(jobsRunFor)),
            journal);
    vertex
        .resources()
        .put(
            PersistentResource.newBuilder()
                .setName(RESOURCE)
                .addResourcePools(pool("wide", WIDE, PLENTY))
                .addResourcePools(pool("narrow", NARROW, ONE))
                .build());
  }

  /** One whose jobs are over after a second. */
  static EmulatedServices start() {
    return new EmulatedServices(Duration.ofSeconds(1));
  }

  private static ResourcePool pool(String id, String machineType, long replicas) {
    return ResourcePool.newBuilder()
        .setId(id)
        .setMachineSpec(MachineSpec.newBuilder().setMachineType(machineType))
        .setReplicaCount(replicas)
        .build();
  }

  /** From now on each call takes effect that much later; none is noted without this. */
  EmulatedServices answeringAfter(Duration delay) {
    for (StorageCall call : StorageCall.values()) {
      storage
          .faults()
          .add(
              new StorageFaultRule(
                  call,
                  Optional.empty(),
                  "",
                  1,
                  Integer.MAX_VALUE,
                  new StorageFault.LateCall(delay)));
    }
    for (VertexMethod method : VertexMethod.values()) {
      vertex.faults().onEveryCall(method, VertexFault.delay(delay));
    }
    return this;
  }

  /** From now on calls take effect at once again. */
  void answeringAtOnce() {
    storage.faults().clear();
    vertex.faults().clear();
  }

  /** The environment variables of a launcher that works here, with no pace to keep. */
  Map<String, String> variables() {
    return Map.of(
        "SLIPWAY_PROJECT",
        PROJECT,
        "SLIPWAY_LOCATION",
        "us-central1",
        "SLIPWAY_SPEC_BUCKET",
        SPECS,
        "SLIPWAY_STATE_BUCKET",
        STATE,
        "SLIPWAY_LAUNCHES_PER_MINUTE",
        "1000000",
        "SLIPWAY_VERTEX_ENDPOINT",
        vertex.endpoint(),
        "STORAGE_EMULATOR_HOST",
        storage.uri().toString(),
        // As on Cloud Run: it decides how lines are logged.
        "K_SERVICE",
        "slipway");
  }

  /** Puts a spec of one replica into the bucket; the event of its arrival. */
  PostedEvent upload(String name, String machineType) {
    return uploadSpec(name, spec(name, machineType, ""));
  }

  /** Puts any spec into the bucket; the event of its arrival. */
  PostedEvent uploadSpec(String name, String spec) {
    long generation = storage.put(SPECS, name, spec.getBytes(StandardCharsets.UTF_8), Map.of());
    return PostedEvent.uploaded(name, generation);
  }

  /**
   * A spec of one replica.
   *
   * @param more argument of its container, which may be long
   */
  static String spec(String name, String machineType, String more) {
    return """
    {"displayName": "%s", "labels": {"emulator-seconds": "%d"}, "jobSpec": {
      "persistentResourceId": "%s", "workerPoolSpecs": [{
        "machineSpec": {"machineType": "%s"}, "replicaCount": 1,
        "containerSpec": {"imageUri": "us-docker.pkg.dev/my-project/training/train:1",
          "args": ["--epochs=10", "%s"]}}]}}\
    """
        .formatted(name, machineType.equals(NARROW) ? 86_400 : 1, RESOURCE, machineType, more);
  }

  StorageEmulator storage() {
    return storage;
  }

  /** When jobs were created, in order. */
  List<Instant> created() {
    return journal.entries().stream()
        .filter(entry -> entry.what().equals("job.created"))
        .map(Journal.JournalEntry::at)
        .toList();
  }

  /** The calls noted so far, in order. */
  List<ArrivedCall> calls() {
    return journal.entries().stream()
        .filter(entry -> entry.what().equals("fault.injected"))
        .map(entry -> new ArrivedCall(Optional.ofNullable(entry.facts().get("call")), entry.name()))
        .toList();
  }

  @Override
  public void close() {
    storage.close();
    vertex.close();
  }

  /**
   * A call that arrived.
   *
   * @param number as the journal has it: of Vertex AI a number, of Cloud Storage the method
   * @param about what it was about
   */
  record ArrivedCall(Optional<String> number, String about) {

    boolean isVertex() {
      return VertexMethod.ofRpc(about).isPresent();
    }

    boolean isStorage() {
      return !isVertex();
    }
  }
}
