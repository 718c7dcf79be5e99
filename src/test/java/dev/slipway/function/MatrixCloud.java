package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.NoCredentials;
import com.google.cloud.aiplatform.v1.JobServiceGrpc;
import com.google.cloud.aiplatform.v1.JobServiceGrpc.JobServiceBlockingStub;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageOptions;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import dev.slipway.storage.Timeouts;
import dev.slipway.vertex.CallTimeouts;
import dev.slipway.wiring.Environment;
import dev.slipway.wiring.GoogleClients;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Both emulators, on one clock that only moves when told to, for one cell of the matrix after
 * another: each has buckets and a location of its own.
 */
final class MatrixCloud implements AutoCloseable {

  /** How the function's clients wait. */
  enum ClientTimeouts {
    /** For as long as the real function does, but with hardly a pause. */
    PATIENT(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
    /** With Cloud Storage, no longer than it takes to be refused again. */
    HASTY_WITH_STORAGE(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(20)),
    /** With Vertex AI, no longer than a call can take on a slow machine. */
    HASTY_WITH_VERTEX(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(4)),
    /**
     * Tries again before {@link MatrixFault#STALL} is over, but not when the machine merely pauses:
     * that would be a second fault in the cell.
     */
    STALLED(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final Duration answer;
    private final Duration storage;
    private final Duration vertex;

    ClientTimeouts(Duration answer, Duration storage, Duration vertex) {
      this.answer = answer;
      this.storage = storage;
      this.vertex = vertex;
    }

    private GoogleClients open(Environment environment) {
      Duration hardlyAny = Duration.ofMillis(1);
      // gax lets no try take longer than all of them.
      Duration attempt = vertex.compareTo(answer) < 0 ? vertex : answer;
      Duration pause = this == HASTY_WITH_VERTEX ? vertex.dividedBy(8) : hardlyAny;
      return GoogleClients.open(
          environment,
          new Timeouts(Duration.ofSeconds(10), answer, storage, hardlyAny),
          new CallTimeouts(attempt, vertex, pause));
    }
  }

  static final String RESOURCE = "pr-a";

  /** Replicas of {@link #RESOURCE}, of n1-standard-4. */
  static final int REPLICAS = 2;

  /** How long every job runs. */
  static final Duration RUN = Duration.ofMinutes(10);

  private static final String PROJECT = "slipway-local";

  private final ManualClock clock = new ManualClock();
  private final Journal journal = new Journal();
  private final VertexEmulator vertex;
  private final StorageEmulator storage;
  private final Storage buckets;
  private final ManagedChannel channel;
  private final Map<ClientTimeouts, GoogleClients> connections =
      new EnumMap<>(ClientTimeouts.class);
  private int cells;

  /**
   * @param listDelay how long after its creation a job is listed
   */
  MatrixCloud(Duration listDelay) {
    JobPace pace = new JobPace(1, Duration.ZERO, Duration.ZERO, RUN, Duration.ZERO);
    vertex =
        VertexEmulator.start(
            VertexOptions.defaults().withClock(clock).withPace(pace).withListDelay(listDelay),
            journal);
    storage =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets()
                .withClock(clock)
                // Clients that wait for their turn would not move the clock.
                .withWritesPerObjectPerSecond(0),
            journal);
    buckets =
        StorageOptions.newBuilder()
            .setProjectId(PROJECT)
            .setHost(storage.uri().toString())
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    channel = NettyChannelBuilder.forTarget(vertex.endpoint()).usePlaintext().build();
    for (ClientTimeouts waiting : ClientTimeouts.values()) {
      connections.put(waiting, waiting.open(environment("any", "PT2M", Map.of())));
    }
  }

  /** A fresh place for one cell. */
  MatrixCell cell(ClientTimeouts waiting, String launchGrace) {
    return cell(waiting, launchGrace, Map.of());
  }

  /** The same with more variables. */
  MatrixCell cell(ClientTimeouts waiting, String launchGrace, Map<String, String> more) {
    heal();
    cells++;
    String name = "cell-" + cells;
    Environment environment = environment(name, launchGrace, more);
    buckets.create(BucketInfo.of(environment.specBucket()));
    buckets.create(BucketInfo.of(environment.stateBucket()));
    vertex
        .resources()
        .put(
            PersistentResource.newBuilder()
                .setName(parent(name) + "/persistentResources/" + RESOURCE)
                .addResourcePools(
                    ResourcePool.newBuilder()
                        .setId("cpu")
                        .setMachineSpec(MachineSpec.newBuilder().setMachineType("n1-standard-4"))
                        .setReplicaCount(REPLICAS))
                .build());
    return new MatrixCell(this, environment, Objects.requireNonNull(connections.get(waiting)));
  }

  private Environment environment(String cell, String launchGrace, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("SLIPWAY_PROJECT", PROJECT);
    variables.put("SLIPWAY_LOCATION", cell);
    variables.put("SLIPWAY_SPEC_BUCKET", "specs-" + cell);
    variables.put("SLIPWAY_STATE_BUCKET", "state-" + cell);
    variables.put("SLIPWAY_PERSISTENT_RESOURCE", RESOURCE);
    variables.put("SLIPWAY_CANCEL_ON_DELETE", "true");
    variables.put("SLIPWAY_VERTEX_ENDPOINT", vertex.endpoint());
    variables.put("STORAGE_EMULATOR_HOST", storage.uri().toString());
    return withGrace(Environment.of(variables), Duration.parse(launchGrace));
  }

  /** Shorter than operators may set it: answers are waited for in real time here. */
  private static Environment withGrace(Environment read, Duration launchGrace) {
    Settings settings = read.settings();
    return new Environment(
        read.project(),
        read.location(),
        read.specBucket(),
        read.stateBucket(),
        read.specPrefix(),
        read.specSuffixes(),
        read.ticksFrom(),
        read.vertexEndpoint(),
        read.storageEmulator(),
        read.policy(),
        new Settings(
            settings.defaultResource(),
            settings.rejectWhenFull(),
            settings.waitAtMost(),
            settings.takeAtMost(),
            launchGrace,
            settings.holdWhenUnknown(),
            settings.usageLag(),
            settings.cancelOnDelete(),
            settings.launchesPerMinute(),
            settings.specPrefix()),
        read.notes());
  }

  /** Nothing fails any more. */
  void heal() {
    storage.faults().clear();
    vertex.faults().clear();
  }

  /** How many faults befell calls so far. */
  int injected() {
    return storage.faults().injected() + vertex.faults().injected();
  }

  static String parent(String location) {
    return "projects/" + PROJECT + "/locations/" + location;
  }

  long upload(String bucket, String object, String spec) {
    return storage.put(bucket, object, spec.getBytes(UTF_8), Map.of());
  }

  /** The same under a customer-supplied key: the object lists as usual, and nobody can read it. */
  long uploadEncrypted(String bucket, String object, String spec) {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    return buckets
        .create(
            BlobInfo.newBuilder(bucket, object).build(),
            spec.getBytes(UTF_8),
            BlobTargetOption.encryptionKey(key))
        .getGeneration();
  }

  void delete(String bucket, String object) {
    buckets.delete(bucket, object);
  }

  /** Vertex AI as others use it. */
  JobServiceBlockingStub others() {
    return JobServiceGrpc.newBlockingStub(channel);
  }

  ManualClock clock() {
    return clock;
  }

  Journal journal() {
    return journal;
  }

  VertexEmulator vertex() {
    return vertex;
  }

  StorageEmulator storage() {
    return storage;
  }

  @Override
  public void close() {
    connections.values().forEach(GoogleClients::close);
    channel.shutdownNow();
    storage.close();
    vertex.close();
  }
}
