package dev.slipway.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.NoCredentials;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The emulators that all processes share, in the process of the run itself. */
final class SharedEmulators implements AutoCloseable {

  static final String SPECS = "slipway-specs";
  static final String STATE = "slipway-state";

  /** The persistent resources, each with the same pools: several queues, several leases. */
  static final List<String> RESOURCES = List.of("north", "east", "south", "west");

  /** Replicas of each pool, by machine type; each machine type has one pool in a resource. */
  static final Map<String, Long> POOLS = Map.of("n1-standard-4", 4L, "n1-highmem-8", 2L);

  private static final JobPace PACE =
      new JobPace(
          1,
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofMillis(500));

  private final Journal journal = new Journal();
  private final VertexEmulator vertex;
  private final StorageEmulator storage;
  private final Storage client;

  SharedEmulators() {
    vertex = VertexEmulator.start(VertexOptions.defaults().withPace(PACE), journal);
    RESOURCES.forEach(id -> vertex.resources().put(resource(id)));
    storage = StorageEmulator.start(StorageEmulatorOptions.withBuckets(SPECS, STATE), journal);
    client =
        StorageOptions.newBuilder()
            .setProjectId("slipway-local")
            .setHost(storage.uri().toString())
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
  }

  private static PersistentResource resource(String id) {
    PersistentResource.Builder resource =
        PersistentResource.newBuilder().setName(id).setState(PersistentResource.State.RUNNING);
    POOLS.forEach(
        (machine, replicas) ->
            resource.addResourcePools(
                ResourcePool.newBuilder()
                    .setId(machine)
                    .setMachineSpec(MachineSpec.newBuilder().setMachineType(machine))
                    .setReplicaCount(replicas)));
    return resource.build();
  }

  VertexEmulator vertex() {
    return vertex;
  }

  StorageEmulator storage() {
    return storage;
  }

  /** Everything that changed, in order. */
  List<Journal.JournalEntry> journal() {
    vertex.catchUp();
    return journal.entries();
  }

  /** Uploads a spec; returns its generation. */
  long upload(String object, String spec) {
    return storage.put(SPECS, object, spec.getBytes(UTF_8), Map.of());
  }

  /** Deletes a spec as a user would, through the API, until it is gone. */
  void delete(String object) {
    while (storage.get(SPECS, object).isPresent()) {
      try {
        var unused = client.delete(SPECS, object);
      } catch (StorageException e) {
        // A fault hit the user, who tries again.
      }
    }
  }

  /** The environment variables of a function that works here. */
  Map<String, String> variables(Map<String, String> settings) {
    Map<String, String> variables = new HashMap<>(settings);
    variables.put("SLIPWAY_PROJECT", "slipway-local");
    variables.put("SLIPWAY_LOCATION", "us-central1");
    variables.put("SLIPWAY_SPEC_BUCKET", SPECS);
    variables.put("SLIPWAY_STATE_BUCKET", STATE);
    variables.put("SLIPWAY_VERTEX_ENDPOINT", vertex.endpoint());
    variables.put("STORAGE_EMULATOR_HOST", storage.uri().toString());
    return variables;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException("the Cloud Storage client does not close", e);
    } finally {
      storage.close();
      vertex.close();
    }
  }
}
