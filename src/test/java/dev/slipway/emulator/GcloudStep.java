package dev.slipway.emulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command of a session of gcloud 528 against the emulator: what gcloud sent, and what it got.
 *
 * @param file where it is recorded; the files' names are in the session's order
 * @param gcloud the command's arguments, divided by blanks
 * @param after how far the clock goes on before the command
 * @param request what gcloud sent
 * @param status the HTTP status it got
 * @param answer the body it got
 */
record GcloudStep(
    String file,
    String gcloud,
    Duration after,
    RestClient.Request request,
    int status,
    JsonElement answer) {

  private static final Path ROOT = Path.of("src/test/resources/dev/slipway/emulator/gcloud");

  /** Where the files are that the commands name. */
  static final Path CONFIGS = ROOT.resolve("configs");

  /** An emulator as it was at the session's start. */
  static VertexEmulator emulator(ManualClock clock) {
    return VertexEmulator.start(VertexFixture.options(clock), new Journal());
  }

  /** The session. */
  static List<GcloudStep> session() {
    try (Stream<Path> files = Files.list(ROOT.resolve("vertex"))) {
      return files.sorted().map(GcloudStep::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GcloudStep read(Path file) {
    try {
      JsonObject step = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      JsonObject request = step.getAsJsonObject("request");
      JsonObject answer = step.getAsJsonObject("answer");
      return new GcloudStep(
          file.getFileName().toString(),
          step.get("gcloud").getAsString(),
          Duration.parse(step.get("after").getAsString()),
          new RestClient.Request(
              request.get("method").getAsString(),
              request.get("path").getAsString(),
              Optional.ofNullable(request.get("body"))),
          answer.get("status").getAsInt(),
          answer.get("body"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
