package dev.slipway.emulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request of a real client's session against the emulator, and its answer.
 *
 * @param file where it is recorded; the files' names are in the session's order
 * @param command what the client was asked for: gcloud's arguments, divided by blanks, or an
 *     expression
 * @param after how far the clock goes on before the request
 * @param request what the client sent
 * @param status the HTTP status it got
 * @param answer the body it got
 */
public record RecordedStep(
    String file,
    String command,
    Duration after,
    RestClient.RestRequest request,
    int status,
    JsonElement answer) {

  /** Where the files are that gcloud's commands name. */
  static final Path CONFIGS = CaseFiles.ROOT.resolve("emulator/gcloud/configs");

  /** An emulator as it was at the session's start. */
  public static VertexEmulator emulator(ManualClock clock) {
    return VertexEmulator.start(VertexFixture.options(clock), new Journal());
  }

  /** The session of a client. */
  public static List<RecordedStep> session(String client) {
    return CaseFiles.in("emulator/" + client + "/vertex").all().stream()
        .map(RecordedStep::read)
        .toList();
  }

  private static RecordedStep read(Path file) {
    try {
      JsonObject step = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      JsonObject request = step.getAsJsonObject("request");
      JsonObject answer = step.getAsJsonObject("answer");
      return new RecordedStep(
          file.getFileName().toString(),
          step.get("command").getAsString(),
          Duration.parse(step.get("after").getAsString()),
          new RestClient.RestRequest(
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
