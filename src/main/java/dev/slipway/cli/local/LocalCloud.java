package dev.slipway.cli.local;

import dev.slipway.cli.Unavailable;
import dev.slipway.dispatch.model.Status;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.event.EventMessage;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.storage.StorageEventType;
import dev.slipway.emulator.storage.StorageFaultRule;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import dev.slipway.report.StatusJson;
import dev.slipway.wiring.EnvironmentVariable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Emulators and function together on this machine: a cloud without an account. */
public final class LocalCloud implements AutoCloseable {

  /** Where specs are uploaded. */
  public static final String SPEC_BUCKET = "slipway-specs";

  /** Where Slipway keeps its state. */
  public static final String STATE_BUCKET = "slipway-state";

  /** The only project. */
  public static final String PROJECT = "slipway-local";

  /** How far the port of Vertex AI over gRPC is from that of Cloud Storage. */
  public static final int VERTEX_PORT = 2;

  /** The only location. */
  public static final String LOCATION = "us-central1";

  private final Journal journal;
  private final VertexEmulator vertex;
  private final StorageEmulator storage;
  private final FunctionProcess function;

  private LocalCloud(
      Journal journal, VertexEmulator vertex, StorageEmulator storage, FunctionProcess function) {
    this.journal = journal;
    this.vertex = vertex;
    this.storage = storage;
    this.function = function;
  }

  /**
   * How to start.
   *
   * @param port of Cloud Storage; Vertex AI over REST, over gRPC, the function and the status page
   *     are on the next four; 0 for any free ones
   * @param pace how fast jobs go
   * @param clock what jobs go by
   * @param log where the function's output goes
   * @param folder where the state is kept between runs; empty for memory only
   */
  public record Setup(int port, JobPace pace, Clock clock, Path log, Optional<Path> folder) {

    /** Any free ports, nothing kept. */
    public static Setup inMemory(JobPace pace, Path log) {
      return inMemory(pace, Clock.systemUTC(), log);
    }

    /** The same by another clock than the system's. */
    public static Setup inMemory(JobPace pace, Clock clock, Path log) {
      return new Setup(0, pace, clock, log, Optional.empty());
    }

    private String hint() {
      return port == 0
          ? ""
          : ". If another 'slipway local' runs there, use it or end it; --port and --state start a"
              + " second one";
    }

    int port(int offset) {
      return port == 0 ? 0 : port + offset;
    }
  }

  /**
   * Starts everything.
   *
   * @throws Unavailable when something does not start
   */
  public static LocalCloud start(Setup setup) {
    Journal journal = new Journal();
    Deque<AutoCloseable> started = new ArrayDeque<>();
    try {
      StorageEmulator storage = StorageEmulator.start(storageOptions(setup), journal);
      started.push(storage);
      VertexEmulator vertex = VertexEmulator.start(vertexOptions(setup), journal);
      started.push(vertex);
      FunctionProcess function =
          FunctionProcess.start(
              new FunctionProcess.PortNumbers(setup.port(3), setup.port(4)),
              variables(vertex, storage),
              setup.log());
      storage.deliverTo(SPEC_BUCKET, StorageEventType.FINALIZED, function.uri());
      storage.deliverTo(SPEC_BUCKET, StorageEventType.DELETED, function.uri());
      storage.deliverTo(SPEC_BUCKET, StorageEventType.ARCHIVED, function.uri());
      storage.deliverTopicTo("projects/" + PROJECT + "/topics/slipway", function.uri());
      return new LocalCloud(journal, vertex, storage, function);
    } catch (UncheckedIOException | Unavailable e) {
      started.forEach(LocalCloud::closeQuietly);
      throw e instanceof Unavailable unavailable
          ? unavailable
          : new Unavailable(
              String.valueOf(e.getMessage()).replaceAll("\\.$", "") + setup.hint(), e);
    }
  }

  private static void closeQuietly(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      // What made us give up is what the user is told.
    }
  }

  private static StorageEmulatorOptions storageOptions(Setup setup) {
    StorageEmulatorOptions options =
        StorageEmulatorOptions.withBuckets(SPEC_BUCKET, STATE_BUCKET).withPort(setup.port());
    return setup.folder().map(f -> options.withFolder(f.resolve("storage"))).orElse(options);
  }

  private static VertexOptions vertexOptions(Setup setup) {
    VertexOptions options =
        VertexOptions.defaults()
            .withProject(PROJECT)
            .withPace(setup.pace())
            .withClock(setup.clock())
            .withRestPort(setup.port(1))
            .withPort(setup.port(VERTEX_PORT));
    return setup.folder().map(f -> options.withFolder(f.resolve("vertex"))).orElse(options);
  }

  /**
   * Puts the persistent resources of a file in place.
   *
   * @throws Unavailable when it cannot be read, saying what is wrong with it
   */
  public void load(Path resources) {
    try {
      PersistentResourceFile.load(resources).forEach(vertex.resources()::put);
    } catch (IllegalArgumentException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Lets calls of Cloud Storage fail.
   *
   * @param rule such as {@code objects.insert@slipway-state:2x3=503}
   * @throws Unavailable when it is no such rule
   */
  void fault(String rule) {
    try {
      storage.faults().add(StorageFaultRule.parse(rule));
    } catch (IllegalArgumentException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where curl and gcloud find Cloud Storage. */
  public URI storageUri() {
    return storage.uri();
  }

  /** Where curl and gcloud find Vertex AI. */
  URI vertexUri() {
    return URI.create(vertex.restUri().toString().replaceAll("/$", ""));
  }

  /** Where gRPC clients find Vertex AI: host and port. */
  public String vertexEndpoint() {
    return vertex.endpoint();
  }

  /** Where the function takes events. */
  URI functionUri() {
    return function.uri();
  }

  /** Where browsers find the status page. */
  public URI pageUri() {
    return function.pageUri();
  }

  private static Map<String, String> variables(VertexEmulator vertex, StorageEmulator storage) {
    return Map.of(
        EnvironmentVariable.PROJECT.id(), PROJECT,
        EnvironmentVariable.LOCATION.id(), LOCATION,
        EnvironmentVariable.SPEC_BUCKET.id(), SPEC_BUCKET,
        EnvironmentVariable.STATE_BUCKET.id(), STATE_BUCKET,
        EnvironmentVariable.VERTEX_ENDPOINT.id(), vertex.endpoint(),
        EnvironmentVariable.STORAGE_EMULATOR_HOST.id(), storage.uri().toString());
  }

  /** Uploads a spec, as a user would. */
  public void upload(String object, byte[] spec) {
    storage.put(SPEC_BUCKET, object, spec, Map.of());
  }

  /** The content of a spec as it stands; empty when there is none. */
  Optional<byte[]> spec(String object) {
    return storage.get(SPEC_BUCKET, object).map(found -> found.content().bytes());
  }

  /** The status of a spec under its name; empty as long as none stands. */
  public Optional<Status> status(String object) {
    return storage
        .get(STATE_BUCKET, "status/" + SPEC_BUCKET + "/" + object)
        .flatMap(found -> StatusJson.read(found.content().text()));
  }

  /** Sends a tick, as Cloud Scheduler does through Pub/Sub each minute. */
  public void tick() {
    String id = UUID.randomUUID().toString();
    // The journal tells what becomes of it.
    var unused = storage.delivery().post(tickMessage(id, Instant.now()), function.uri());
  }

  private static EventMessage tickMessage(String id, Instant now) {
    return new EventMessage(
        Map.of(
            "specversion",
            "1.0",
            "id",
            id,
            "source",
            "//pubsub.googleapis.com/projects/" + PROJECT + "/topics/slipway",
            "type",
            "google.cloud.pubsub.topic.v1.messagePublished",
            "time",
            now.toString()),
        "application/json",
        """
        {"message":{"attributes":{"slipway":"tick"},"messageId":"%s","publishTime":"%s"}}\
        """
            .formatted(id, now));
  }

  /**
   * How full each resource pool is.
   *
   * @param held replicas that jobs hold
   * @param capacity replicas there are at most
   */
  record PoolUse(long held, long capacity) {}

  /** How full the resource pools are, by {@code RESOURCE/POOL}. */
  Map<String, PoolUse> pools() {
    vertex.catchUp();
    Map<String, PoolUse> pools = new LinkedHashMap<>();
    for (Journal.JournalEntry entry : journal.entries()) {
      if (entry.what().equals("replicas.held")) {
        pools.put(
            entry.name(),
            new PoolUse(
                Long.parseLong(entry.facts().get("held")),
                Long.parseLong(entry.facts().get("capacity"))));
      }
    }
    return pools;
  }

  @Override
  public void close() {
    function.close();
    storage.close();
    vertex.close();
  }
}
