package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.dispatch.EventHandler;
import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Time;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.JobPace;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import dev.slipway.wiring.DeploymentAddress;
import dev.slipway.wiring.Environment;
import dev.slipway.wiring.GoogleClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A deployment in project {@code my-project}, with everything called as Terraform calls it: the
 * emulators, and Slipway in this process, which acts when a test says so. Jobs go on by the test's
 * hand only.
 */
final class TestDeployment implements AutoCloseable {

  static final String SPECS = "my-project-slipway-specs";
  static final String STATE = "my-project-slipway-state";

  private static final Path TRAINING = Path.of("function/examples/resources/training.json");

  private final ManualClock clock = new ManualClock();
  private final StorageEmulator storage;
  private final VertexEmulator vertex;
  private final GoogleClients connections;
  private final EventHandler slipway;

  private TestDeployment(Path folder, UnaryOperator<URI> way) throws IOException {
    clock.set(Instant.now());
    Journal journal = new Journal();
    storage =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets(SPECS, STATE).withWritesPerObjectPerSecond(1000),
            journal);
    JobPace pace =
        new JobPace(1, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(10), Duration.ZERO);
    vertex =
        VertexEmulator.start(
            VertexOptions.defaults().withProject("my-project").withClock(clock).withPace(pace),
            journal);
    Path resource = folder.resolve("training.json");
    Files.writeString(resource, Files.readString(TRAINING).replace("slipway-local", "my-project"));
    PersistentResourceFile.load(resource).forEach(vertex.resources()::put);
    Environment environment =
        Environment.of(
            Map.of(
                "SLIPWAY_PROJECT",
                "my-project",
                "SLIPWAY_LOCATION",
                "us-central1",
                "SLIPWAY_SPEC_BUCKET",
                SPECS,
                "SLIPWAY_STATE_BUCKET",
                STATE,
                "SLIPWAY_VERTEX_ENDPOINT",
                vertex.endpoint(),
                "STORAGE_EMULATOR_HOST",
                way.apply(storage.uri()).toString()));
    connections = GoogleClients.open(environment);
    slipway =
        new EventHandler(
            connections.ports(environment, new Now(), entry -> {}), environment.settings());
  }

  /** Starts one; a folder for what it needs on disk. */
  static TestDeployment start(Path folder) throws IOException {
    return start(folder, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param way by which the launcher reaches the emulated Cloud Storage
   */
  static TestDeployment start(Path folder, UnaryOperator<URI> way) throws IOException {
    return new TestDeployment(folder, way);
  }

  /** Time that nobody waits for. */
  private static final class Now implements Time {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void pause(Duration time) {
      // The emulated bucket takes as many writes as there are.
    }
  }

  StorageEmulator storage() {
    return storage;
  }

  VertexEmulator vertex() {
    return vertex;
  }

  /** Slipway hears of an object that a client uploaded. */
  void arrived(String object) {
    String generation = Long.toString(storage.get(SPECS, object).orElseThrow().generation());
    slipway.handle(new Signal.SpecArrived(SPECS, object, generation, Instant.now()), entry -> {});
  }

  /** Uploads an example, and Slipway hears of it. */
  Submission upload(String object, String example) throws IOException {
    byte[] spec = Files.readAllBytes(example(example));
    String generation = Long.toString(storage.put(SPECS, object, spec, Map.of()));
    arrived(object);
    return new Submission(SPECS, object, generation);
  }

  /** Publishes an example. */
  Submission publish(String key, String example) throws IOException {
    Bytes spec = Bytes.of(Files.readString(example(example)).getBytes(UTF_8));
    slipway.handle(new Signal.SpecPublished(key, key, spec, Instant.now()), entry -> {});
    return Submission.published(key);
  }

  static Path example(String name) {
    return Path.of("function/examples/" + name + ".json");
  }

  /** A minute goes by for jobs, and the clock ticks. */
  void tick() {
    clock.advance(Duration.ofMinutes(1));
    slipway.handle(new Signal.Tick(Instant.now()), entry -> {});
  }

  /** Jobs go on by so much. */
  void pass(Duration time) {
    clock.advance(time);
  }

  /** The variables of whoever reaches it. */
  Map<String, String> variables() {
    return variables(storage.uri());
  }

  /** The variables of whoever reaches its Cloud Storage there. */
  Map<String, String> variables(URI reached) {
    return Map.of(
        "STORAGE_EMULATOR_HOST", reached.toString(), "SLIPWAY_VERTEX_ENDPOINT", vertex.endpoint());
  }

  /** Everything there is to see. */
  Overview overview() {
    DeploymentAddress address =
        DeploymentAddress.find(
                new DeploymentAddress.Named("my-project", "us-central1", "", ""), variables())
            .orElseThrow();
    try (Deployment deployment =
        new Deployment(address, false, new PrintWriter(Writer.nullWriter()))) {
      return deployment.overview(new NoStatuses());
    }
  }

  /** Runs a command in the project; arguments are parted by blanks. */
  CommandLines.CommandLineResult run(String command) {
    List<String> named = List.of("--project", "my-project", "--location", "us-central1");
    return CommandLines.run(
        variables(),
        Stream.concat(Arrays.stream(command.split(" ", -1)), named.stream())
            .toArray(String[]::new));
  }

  /** What a command printed, without what differs each time. */
  static String steady(String printed) {
    return printed
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z *", "TIME ")
        .replaceAll("#\\d+", "#GENERATION")
        .replaceAll("\"generation\": \"\\d+\"", "\"generation\": \"GENERATION\"")
        .replaceAll("[0-9a-f]{32}", "ID")
        .replaceAll("\\b\\d{17,19}\\b", "JOB")
        .replaceAll(" +\\n", "\n");
  }

  @Override
  public void close() {
    connections.close();
    storage.close();
    vertex.close();
  }
}
