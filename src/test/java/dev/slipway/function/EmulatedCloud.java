package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.slipway.GivingUp;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.event.EventDelivery.DeliveryResult;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import dev.slipway.report.StatusJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Vertex AI and Cloud Storage for the processes under test. Jobs go on by the test's hand only; the
 * bucket, like the function, goes by the machine's clock, as leases depend on both, and may be put
 * ahead.
 */
final class EmulatedCloud {

  static final String SPECS = "slipway-specs";
  static final String STATE = "slipway-state";

  /** How long every job runs. */
  static final Duration RUN = Duration.ofSeconds(10);

  private static final Path POOLS = Path.of("src/test/resources/dev/slipway/function/pools.json");

  private final Journal journal = new Journal();
  private final ManualClock clock = new ManualClock();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final VertexEmulator vertex;
  private final StorageEmulator storage;
  private final Storage client;
  private Instant lastUpload = Instant.EPOCH;

  private EmulatedCloud(int eventCopies) {
    clock.set(Instant.now());
    JobPace pace = new JobPace(1, Duration.ZERO, Duration.ZERO, RUN, Duration.ZERO);
    vertex =
        VertexEmulator.start(VertexOptions.defaults().withClock(clock).withPace(pace), journal);
    PersistentResourceFile.load(POOLS).forEach(vertex.resources()::put);
    storage =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets(SPECS, STATE)
                .withClock(bucketClock())
                .withEventCopies(eventCopies),
            journal);
    client =
        StorageOptions.newBuilder()
            .setProjectId("slipway-local")
            .setHost(storage.uri().toString())
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
  }

  private Clock bucketClock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.now().plus(ahead.get());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  static EmulatedCloud start() {
    return new EmulatedCloud(1);
  }

  /** One that tells every upload that many times. */
  static EmulatedCloud thatRepeatsItself(int eventCopies) {
    return new EmulatedCloud(eventCopies);
  }

  VertexEmulator vertex() {
    return vertex;
  }

  StorageEmulator storage() {
    return storage;
  }

  /** The environment variables of a function that works here. */
  Map<String, String> variables() {
    return Map.of(
        "SLIPWAY_PROJECT",
        "slipway-local",
        "SLIPWAY_LOCATION",
        "us-central1",
        "SLIPWAY_SPEC_BUCKET",
        SPECS,
        "SLIPWAY_STATE_BUCKET",
        STATE,
        "SLIPWAY_PERSISTENT_RESOURCE",
        "pr-a",
        "SLIPWAY_VERTEX_ENDPOINT",
        vertex.endpoint(),
        "STORAGE_EMULATOR_HOST",
        storage.uri().toString());
  }

  /** Uploads a spec, later than the last by the bucket's milliseconds; returns its generation. */
  long upload(String object, String spec) {
    while (Duration.between(lastUpload, Instant.now()).toMillis() < 2) {
      Thread.onSpinWait();
    }
    lastUpload = Instant.now();
    return storage.put(SPECS, object, spec.getBytes(UTF_8), Map.of());
  }

  /** Deletes a spec as a user would, through the API. */
  void delete(String object) {
    client.delete(SPECS, object);
  }

  /** Makes a bucket. */
  void makeBucket(String name) {
    client.create(BucketInfo.of(name));
  }

  /** Lets time go by for the bucket alone, by which claims are judged. */
  void putBucketAhead(Duration by) {
    ahead.updateAndGet(by::plus);
  }

  /** Lets every job that was created until now come to its end. */
  void letJobsEnd() {
    clock.advance(RUN);
    vertex.catchUp();
  }

  /** Sends a tick and waits until it is acknowledged: its pass is over then. */
  void tick(DeployedFunction function) throws Exception {
    SampleEvent tick = SampleEvent.now("pubsub-tick");
    assertEquals(
        DeliveryResult.DELIVERED,
        storage
            .delivery()
            .post(tick.message(), function.uri())
            .get(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS));
  }

  /**
   * Sends ticks until it is so.
   *
   * @param most how many ticks that may take
   */
  void tickUntil(DeployedFunction function, int most, BooleanSupplier isSo) throws Exception {
    for (int i = 0; i < most && !isSo.getAsBoolean(); i++) {
      tick(function);
    }
    assertEquals(true, isSo.getAsBoolean(), () -> "not so after " + most + " ticks");
  }

  /** Waits until every event of an upload is acknowledged. */
  void awaitEvents() throws Exception {
    storage.delivery().idle().get(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS);
  }

  /** The status document of a spec; empty as long as none stands. */
  Optional<Status> status(String object) {
    return storage
        .get(STATE, "status/" + SPECS + "/" + object)
        .flatMap(found -> StatusJson.read(found.content().text()));
  }

  /** What stands in the state bucket under a prefix. */
  List<String> state(String prefix) {
    return storage.names(STATE, prefix);
  }

  /** Of the jobs' creations in the journal, in order, their display names. */
  List<String> created() {
    return journal("job.created").stream()
        .map(entry -> entry.facts().getOrDefault("displayName", ""))
        .toList();
  }

  /** How many jobs were created for a submission. */
  long jobsOf(Submission submission) {
    return journal("job.created").stream()
        .filter(entry -> submission.id().equals(entry.facts().get("labels.slipway-submission")))
        .count();
  }

  /** Everything of one kind in the journal, in order. */
  List<Journal.JournalEntry> journal(String what) {
    vertex.catchUp();
    return journal.entries().stream().filter(entry -> entry.what().equals(what)).toList();
  }

  /** Stops it. */
  void close() throws Exception {
    client.close();
    storage.close();
    vertex.close();
  }
}
