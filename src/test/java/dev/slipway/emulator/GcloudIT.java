package dev.slipway.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.emulator.vertex.VertexEmulator;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded session, run by the gcloud on the PATH: it still sends what was recorded. */
@Tag("slow")
public class GcloudIT {

  @Test
  void gcloudSendsWhatWasRecordedAndUnderstandsTheAnswers(@TempDir Path config) throws Exception {
    assumeTrue(
        isOnPath("gcloud"),
        "skipped: gcloud is not on the PATH; VertexReplayTest replays what it once sent");
    ManualClock clock = new ManualClock();
    try (VertexEmulator emulator = RecordedStep.emulator(clock);
        RecordingProxy proxy = new RecordingProxy(RestClient.of(emulator))) {
      for (RecordedStep step : RecordedStep.session("gcloud")) {
        clock.advance(step.after());

        CommandResult outcome = run(step.command(), environment(config, proxy.uri()));

        assertEquals(step.status() == 200 ? 0 : 1, outcome.code(), outcome.output());
        assertEquals(List.of(step.request()), proxy.takeRequests(), step.file());
      }
    }
  }

  /** How a command ended, and all it said. */
  private record CommandResult(int code, String output) {}

  private static CommandResult run(String arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcloud"));
    command.addAll(Arrays.asList(arguments.split(" ", -1)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(RecordedStep.CONFIGS.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new CommandResult(process.waitFor(), output);
  }

  private static Map<String, String> environment(Path config, URI endpoint) {
    return Map.of(
        "CLOUDSDK_CONFIG", config.toString(),
        "CLOUDSDK_AUTH_DISABLE_CREDENTIALS", "true",
        "CLOUDSDK_CORE_PROJECT", "slipway-local",
        "CLOUDSDK_CORE_DISABLE_PROMPTS", "1",
        "CLOUDSDK_CORE_CHECK_GCE_METADATA", "false",
        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING", "true",
        "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK", "true",
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM", endpoint.toString());
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
