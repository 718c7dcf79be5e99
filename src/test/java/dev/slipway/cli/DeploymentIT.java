package dev.slipway.cli;

import static dev.slipway.cli.TestDeployment.steady;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.GivingUp;
import dev.slipway.cli.local.LocalCloud;
import dev.slipway.emulator.vertex.JobPace;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  private static Path folder;
  private static LocalCloud cloud;

  @BeforeAll
  static void start(@TempDir Path temporary) {
    folder = temporary;
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
    return Reached.by(cloud);
  }

  @Test
  void submitTellsTheFirstDecision() {
    CommandLines.CommandLineResult result = run("submit", "--prefix", "first/", CPU, MISFIT);

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
            """
            (?s).*file +spec +state
            .*single-node-cpu.json  (QUEUED|PENDING|RUNNING|SUCCEEDED)
            .* REJECTED
            """),
        told);
  }

  @Test
  void submitFollowsAJobToItsEndWhileTheClockTicks() throws InterruptedException {
    CommandLines.CommandLineResult result =
        ticking("followed.json  ", "submit", "--follow", "--as", "followed.json", CPU);

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
    CommandLines.CommandLineResult result =
        ticking("", "submit", "--wait", "--prefix", "waited/", "--output", "json", GPU, SECOND);

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
    assumeTrue(PseudoTerminal.isThere(), PseudoTerminal.NEEDED);
    submitLong("long.json", CPU);

    assertTrue(answered("long.json", "n").endsWith("nothing was cancelled"));
    assertTrue(answered("long.json", "").endsWith("nothing was cancelled"));
    assertTrue(
        answered("long.json", "y")
            .endsWith(
                "the job of long.json is cancelled with the next tick, within a minute; './slipway"
                    + " status long.json' tells when it has ended"));

    String ended = ended("long.json");
    assertTrue(ended.startsWith("CANCELLED  gs://slipway-specs/long.json#"), ended);
    assertTrue(ended.contains("Ended because:\n  somebody asked for it to be cancelled\n"), ended);
  }

  @Test
  void watchShowsWhatRunsAndWhatWaitsAndGivesTheTerminalBack()
      throws IOException, InterruptedException {
    assumeTrue(PseudoTerminal.isThere(), PseudoTerminal.NEEDED);
    submitLong("watched/gpu.json", GPU);
    assertEquals(1, run("submit", "--as", "watched/second.json", SECOND).exitCode());

    try (PseudoTerminal terminal =
        PseudoTerminal.run(variables(), "./slipway watch --every PT0.5S; stty -a")) {
      terminal.awaitFrame("watched/second.json");
      List<String> screen = screen(terminal);
      assertTrue(
          screen.get(0).matches("Slipway, slipway-local/us-central1, \\S+Z; q ends this"),
          screen::toString);
      assertTrue(has(screen, "  a100  \\[########]  +1 +0 +0 +0 +0"), screen::toString);
      assertTrue(
          has(
              screen,
              " +1  watched/second.json +0  \\d+ (s|min) +1 replica asked of pool \"a100\", 0"
                  + " free.*…"),
          screen::toString);
      assertTrue(
          has(
              screen,
              "  (QUEUED|PENDING|RUNNING)  watched/gpu.json +\\d+ (s|min) +1 on a100 +\\d+"),
          screen::toString);

      assertEquals(0, run("cancel", "watched/second.json").exitCode());
      ended("watched/second.json");
      terminal.await("Waiting: nothing");

      terminal.type("q");
      String printed = terminal.ended();
      String after = printed.substring(printed.indexOf("\u001b[?25h\u001b[?1049l"));
      assertTrue(after.matches("(?s).* icanon .* echo .*"), after);
    }
    run("cancel", "--yes", "watched/gpu.json");
    ended("watched/gpu.json");
  }

  @Test
  void ctrlCGivesTheTerminalBackToo() throws IOException, InterruptedException {
    assumeTrue(PseudoTerminal.isThere(), PseudoTerminal.NEEDED);
    try (PseudoTerminal terminal = PseudoTerminal.run(variables(), "./slipway watch")) {
      terminal.await("q ends this");
      terminal.type("\u0003");
      assertTrue(terminal.ended().contains("\u001b[?25h\u001b[?1049l"), terminal::printed);
    }
  }

  private static boolean has(List<String> screen, String line) {
    return screen.stream().anyMatch(each -> each.matches(line));
  }

  private static List<String> screen(PseudoTerminal terminal) {
    String printed = terminal.printed();
    // The last frame may be half there.
    return ShownScreen.of(printed.substring(0, printed.lastIndexOf("\u001b[J") + 3), 24, 100);
  }

  /** Submits a job that runs for ten minutes. */
  private static void submitLong(String name, String example) throws IOException {
    Path spec = folder.resolve("long.json");
    Files.writeString(
        spec,
        Files.readString(Path.of(example))
            .replace("\"labels\": {", "\"labels\": {\"emulator-seconds\": \"600\", "));
    assertEquals(0, run("submit", "--as", name, spec.toString()).exitCode());
  }

  /** What a terminal shows last when the question is answered so. */
  private static String answered(String name, String answer)
      throws IOException, InterruptedException {
    try (PseudoTerminal terminal = PseudoTerminal.run(variables(), "./slipway cancel " + name)) {
      terminal.await(" with 1 on cpu. Cancel its job? [y/N] ");
      terminal.type(answer + "\n");
      return terminal.ended().strip();
    }
  }

  /** Ticks until something has ended; what its status says then. */
  private static String ended(String name) {
    long start = System.nanoTime();
    String status = "";
    while (!status.matches("(?s)(CANCELLED|WITHDRAWN) .*")) {
      assertTrue(System.nanoTime() - start < GivingUp.AFTER.toNanos(), status);
      cloud.tick();
      status = run("status", name).out();
    }
    return status;
  }

  /** Runs a command while the clock ticks, from when it has told this. */
  private static CommandLines.CommandLineResult ticking(String told, String... arguments)
      throws InterruptedException {
    StringWriter out = new StringWriter();
    Thread clock =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                if (out.toString().contains(told)) {
                  cloud.tick();
                }
                try {
                  TimeUnit.MILLISECONDS.sleep(500);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    clock.start();
    try {
      return CommandLines.run(variables(), out, arguments);
    } finally {
      clock.interrupt();
      clock.join();
    }
  }

  private static CommandLines.CommandLineResult run(String... arguments) {
    return CommandLines.run(variables(), arguments);
  }
}
