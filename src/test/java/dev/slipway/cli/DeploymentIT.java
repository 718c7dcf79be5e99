package dev.slipway.cli;

import static dev.slipway.cli.TestDeployment.steady;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.JobPace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Commands as a user types them against a deployment: the real function and the emulators, reached
 * by the documented environment variables.
 */
@Isolated
final class DeploymentIT {

  private static final String CPU = "function/examples/single-node-cpu.json";
  private static final String GPU = "function/examples/single-gpu.json";
  private static final String SECOND = "function/examples/waits-for-the-gpu.json";
  private static final String MISFIT = "function/examples/wrong-disk.json";
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir private static Path folder;
  private static LocalCloud cloud;

  @BeforeAll
  static void start() {
    cloud =
        LocalCloud.start(
            LocalCloud.Setup.inMemory(
                JobPace.DEFAULT.withRunFor(Duration.ofSeconds(4)), folder.resolve("function.log")));
    cloud.load(Path.of("function/examples/resources/training.json"));
  }

  @AfterAll
  static void end() {
    cloud.close();
  }

  private static Map<String, String> variables() {
    return Map.of(
        "SLIPWAY_PROJECT",
        LocalCloud.PROJECT,
        "SLIPWAY_LOCATION",
        LocalCloud.LOCATION,
        "SLIPWAY_SPEC_BUCKET",
        LocalCloud.SPEC_BUCKET,
        "SLIPWAY_STATE_BUCKET",
        LocalCloud.STATE_BUCKET,
        "SLIPWAY_VERTEX_ENDPOINT",
        cloud.vertexEndpoint(),
        "STORAGE_EMULATOR_HOST",
        cloud.storageUri().toString());
  }

  @Test
  void submitTellsTheFirstDecision() {
    CommandLines.Result result = run("submit", "--prefix", "first/", CPU, MISFIT);

    assertEquals(2, result.exitCode(), result.out());
    String told = steady(result.out());
    assertTrue(
        told.startsWith(
            """
            uploaded function/examples/single-node-cpu.json as gs://slipway-specs/first/single-node-cpu.json#GENERATION
            uploaded function/examples/wrong-disk.json as gs://slipway-specs/first/wrong-disk.json#GENERATION
            """),
        told);
    assertTrue(told.contains("pd-standard asked, pool \"a100\" has pd-ssd"), told);
    assertTrue(
        told.matches(
            "(?s).*file +spec +state\n.*single-node-cpu.json  (QUEUED|PENDING|RUNNING|SUCCEEDED)\n.* REJECTED\n"),
        told);
  }

  @Test
  void submitFollowsAJobToItsEndWhileTheClockTicks() throws InterruptedException {
    CommandLines.Result result = ticking("submit", "--follow", "--as", "followed.json", CPU);

    assertEquals(0, result.exitCode(), result.out());
    List<String> states =
        result
            .out()
            .lines()
            .filter(line -> line.startsWith("followed.json  "))
            .map(line -> line.substring("followed.json  ".length()))
            .toList();
    assertTrue(states.size() >= 2, states::toString);
    assertEquals("SUCCEEDED", states.get(states.size() - 1));
    assertTrue(
        result.out().contains("\nSUCCEEDED  gs://slipway-specs/followed.json#"), result.out());
  }

  @Test
  void submitWaitsForSeveralAndTellsProgramsHowTheyEnded() throws InterruptedException {
    CommandLines.Result result =
        ticking("submit", "--wait", "--prefix", "waited/", "--output", "json", GPU, SECOND);

    assertEquals(0, result.exitCode(), result.out());
    JsonObject document = JsonParser.parseString(result.out()).getAsJsonObject();
    List<String> ends = new ArrayList<>();
    document
        .getAsJsonArray("specs")
        .forEach(
            each ->
                ends.add(
                    each.getAsJsonObject().getAsJsonObject("status").get("state").getAsString()));
    assertEquals(List.of("SUCCEEDED", "SUCCEEDED"), ends);
  }

  @Test
  void cancelAsksOnATerminalAndOnlyYesIsYes() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(SCRIPT),
        "skipped: no pseudo-terminal without script, of util-linux (or bsdutils)");
    String spec = folder.resolve("long.json").toString();
    Files.writeString(
        Path.of(spec),
        Files.readString(Path.of(CPU))
            .replace("\"labels\": {", "\"labels\": {\"emulator-seconds\": \"600\", "));
    assertEquals(0, run("submit", spec).exitCode());

    String question =
        "long\\.json is (QUEUED|PENDING|RUNNING) with 1 on cpu\\. Cancel its job\\? \\[y/N] ";
    String declined = typed("n\n", "cancel long.json");
    assertTrue(declined.matches("(?s).*" + question + ".*nothing was cancelled\\s+"), declined);
    String empty = typed("\n", "cancel long.json");
    assertTrue(empty.matches("(?s).*" + question + ".*nothing was cancelled\\s+"), empty);

    String confirmed = typed("y\n", "cancel long.json");
    assertTrue(
        confirmed.matches(
            "(?s).*" + question + ".*the job of long\\.json is cancelled with the next tick.*"),
        confirmed);
    CommandLines.Result ended = null;
    long start = System.nanoTime();
    while ((ended == null || !ended.out().startsWith("CANCELLED"))
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
      cloud.tick();
      ended = run("status", "long.json");
    }
    assertTrue(ended.out().contains("Ended because:\n  somebody asked for it to be cancelled\n"));
  }

  /** Runs a command while the clock ticks. */
  private static CommandLines.Result ticking(String... arguments) throws InterruptedException {
    Thread clock =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                cloud.tick();
                try {
                  TimeUnit.MILLISECONDS.sleep(500);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    clock.start();
    try {
      return run(arguments);
    } finally {
      clock.interrupt();
      clock.join();
    }
  }

  private static CommandLines.Result run(String... arguments) {
    return CommandLines.run(variables(), arguments);
  }

  /** What a terminal shows when a command is run in it and that is typed. */
  private static String typed(String input, String command)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            Arrays.asList(SCRIPT.toString(), "-qec", "./slipway " + command, "/dev/null"));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    Map<String, String> environment = new HashMap<>(variables());
    environment.put("NO_COLOR", "1");
    environment.put("TERM", "xterm");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (OutputStream keyboard = process.getOutputStream()) {
      keyboard.write(input.getBytes(UTF_8));
      keyboard.flush();
      String shown = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), command);
      return shown;
    }
  }
}
