package dev.slipway.function;

import dev.slipway.GivingUp;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Runs the function by a given command against emulators, lets it launch a job, refuse a spec and
 * answer a tick, and ends it as Cloud Run would, by SIGTERM. What the function does here is what a
 * class archive is trained by, so it should be what a deployed one does most. Needs no test
 * library; function/container/ runs it.
 */
public final class Rehearsal {

  private static final String SPECS = "slipway-specs";
  private static final String STATE = "slipway-state";
  private static final String PROJECT = "slipway-rehearsal";
  private static final Path EXAMPLES = Path.of("function/examples");

  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param command starts the function, which is told its port, its target and where the emulators
   *     are by environment variables
   */
  public static void main(String[] command) throws Exception {
    Journal journal = new Journal();
    try (StorageEmulator storage =
            StorageEmulator.start(StorageEmulatorOptions.withBuckets(SPECS, STATE), journal);
        VertexEmulator vertex =
            VertexEmulator.start(VertexOptions.defaults().withProject(PROJECT), journal)) {
      PersistentResourceFile.load(EXAMPLES.resolve("resources/training.json"))
          .forEach(vertex.resources()::put);
      rehearse(List.of(command), storage, vertex);
    }
    // What the emulators' threads still have to do is of no interest.
    System.exit(0);
  }

  private static void rehearse(List<String> command, StorageEmulator storage, VertexEmulator vertex)
      throws Exception {
    int port = freePort();
    Instant start = Instant.now();
    Process process = start(command, port, storage, vertex);
    try {
      Output output = Output.of(process.getInputStream(), line -> {});
      var unused = output.until(Framework.CONTAINER::isReady);
      Duration listening = Duration.between(start, Instant.now());
      URI function = URI.create("http://127.0.0.1:" + port + "/");
      upload(storage, "single-node-cpu.json", function);
      Duration launched = Duration.between(start, Instant.now());
      if (vertex.jobs().size() != 1) {
        throw new AssertionError(
            "no job was launched; the function said:\n" + lines(process, output));
      }
      upload(storage, "several-mistakes.json", function);
      push(function, "\"slipway\": \"tick\"");
      System.out.printf(
          "listened after %d ms, had launched a job after %d ms%n",
          listening.toMillis(), launched.toMillis());
      end(process, output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(
      List<String> command, int port, StorageEmulator storage, VertexEmulator vertex)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                Integer.toString(port),
                "FUNCTION_TARGET",
                PushFunction.class.getName(),
                // As on Cloud Run: it decides how lines are logged.
                "K_SERVICE",
                "slipway",
                "SLIPWAY_PROJECT",
                PROJECT,
                "SLIPWAY_LOCATION",
                "us-central1",
                "SLIPWAY_SPEC_BUCKET",
                SPECS,
                "SLIPWAY_STATE_BUCKET",
                STATE,
                "SLIPWAY_VERTEX_ENDPOINT",
                vertex.endpoint(),
                "STORAGE_EMULATOR_HOST",
                storage.uri().toString()));
    return builder.start();
  }

  /** Uploads a spec and pushes what Cloud Storage tells of it: its pass is over after that. */
  private static void upload(StorageEmulator storage, String example, URI function)
      throws Exception {
    long generation =
        storage.put(SPECS, example, Files.readAllBytes(EXAMPLES.resolve(example)), Map.of());
    push(
        function,
        """
        "eventType": "OBJECT_FINALIZE", "payloadFormat": "NONE",
        "notificationConfig": "projects/_/buckets/%s/notificationConfigs/1",
        "bucketId": "%s", "objectId": "%s", "objectGeneration": "%d\"\
        """
            .formatted(SPECS, SPECS, example, generation));
  }

  /** As Pub/Sub does; the answer says that the event is done with. */
  private static void push(URI function, String attributes) throws Exception {
    String body =
        """
        {"subscription": "projects/%s/subscriptions/slipway", "message": {
          "messageId": "%s", "publishTime": "%s", "attributes": {%s}}}\
        """
            .formatted(PROJECT, UUID.randomUUID(), Instant.now(), attributes);
    HttpRequest request =
        HttpRequest.newBuilder(function)
            .header("Content-Type", "application/json")
            .timeout(GivingUp.AFTER)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status != 204) {
      throw new AssertionError("answered " + status + " to " + body);
    }
  }

  private static void end(Process process, Output output) throws InterruptedException {
    // Process.destroy would also close the pipe into which the JVM tells of its archive.
    var unused = process.toHandle().destroy();
    if (!process.waitFor(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end by SIGTERM");
    }
    // Of its archive, should it have anything to say.
    output.all().lines().filter(line -> line.startsWith("[")).forEach(System.out::println);
  }

  private static String lines(Process process, Output output) throws InterruptedException {
    process.destroyForcibly();
    return output.all();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
