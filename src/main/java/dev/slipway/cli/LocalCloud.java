package dev.slipway.cli;

import dev.slipway.dispatch.Status;
import dev.slipway.emulator.EventMessage;
import dev.slipway.emulator.JobPace;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.PersistentResourceFile;
import dev.slipway.emulator.StorageEmulator;
import dev.slipway.emulator.StorageEventType;
import dev.slipway.emulator.VertexEmulator;
import dev.slipway.emulator.VertexOptions;
import dev.slipway.report.StatusJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Emulators and function together on this machine: a cloud without an account. */
final class LocalCloud implements AutoCloseable {

  static final String SPEC_BUCKET = "slipway-specs";
  static final String STATE_BUCKET = "slipway-state";
  private static final String PROJECT = "slipway-local";
  private static final String LOCATION = "us-central1";

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
   * Starts everything.
   *
   * @param resources a file of persistent resources in the API's own format
   * @param defaultResource the ID of the one used by specs that name none
   * @param pace how fast jobs go
   * @param log where the function's output goes
   * @throws Unavailable when something does not start
   */
  static LocalCloud start(Path resources, String defaultResource, JobPace pace, Path log) {
    Journal journal = new Journal();
    VertexEmulator vertex =
        VertexEmulator.start(VertexOptions.defaults().withProject(PROJECT).withPace(pace), journal);
    PersistentResourceFile.load(resources).forEach(vertex.resources()::put);
    StorageEmulator storage =
        StorageEmulator.start(
            StorageEmulator.Options.withBuckets(SPEC_BUCKET, STATE_BUCKET), journal);
    FunctionProcess function =
        FunctionProcess.start(variables(vertex, storage, defaultResource), log);
    storage.deliverTo(SPEC_BUCKET, StorageEventType.FINALIZED, function.uri());
    storage.deliverTo(SPEC_BUCKET, StorageEventType.DELETED, function.uri());
    return new LocalCloud(journal, vertex, storage, function);
  }

  private static Map<String, String> variables(
      VertexEmulator vertex, StorageEmulator storage, String defaultResource) {
    return Map.of(
        "SLIPWAY_PROJECT", PROJECT,
        "SLIPWAY_LOCATION", LOCATION,
        "SLIPWAY_SPEC_BUCKET", SPEC_BUCKET,
        "SLIPWAY_STATE_BUCKET", STATE_BUCKET,
        "SLIPWAY_PERSISTENT_RESOURCE", defaultResource,
        "SLIPWAY_VERTEX_ENDPOINT", vertex.endpoint(),
        "STORAGE_EMULATOR_HOST", storage.uri().toString());
  }

  /** Uploads a spec, as a user would. */
  void upload(String object, byte[] spec) {
    storage.put(SPEC_BUCKET, object, spec, Map.of());
  }

  /** The status of a spec under its name; empty as long as none stands. */
  Optional<Status> status(String object) {
    return storage
        .get(STATE_BUCKET, "status/" + SPEC_BUCKET + "/" + object)
        .flatMap(found -> StatusJson.read(found.content().text()));
  }

  /** Sends a tick, as Cloud Scheduler does through Pub/Sub each minute. */
  void tick() {
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
        {"message":{"attributes":{"slipway":"tick"},"messageId":"%s","publishTime":"%s"}}"""
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
    for (Journal.Entry entry : journal.entries()) {
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
