package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sessions of real clients, recorded command by command, are sent again and answered the same. The
 * answers are this emulator's own, which the clients took, not those of Cloud Storage.
 */
class StorageReplayTest {

  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)[1-9]\\d{15}(?!\\d)");
  private static final Pattern PLACEHOLDER = Pattern.compile("<n\\d+>");
  private static final Pattern LONG_BODY = Pattern.compile("<(\\d+) x>");

  private static final Pattern LONG_RUN = Pattern.compile("x{1000,}");
  private static final String CHUNKED = "transfer-encoding";

  private final StorageRig rig = StorageRig.start();
  private final HttpClient http = HttpClient.newHttpClient();

  /** Generated numbers and their placeholders, as they turned up. */
  private final Map<String, String> placeholders = new HashMap<>();

  private final Map<String, String> numbers = new HashMap<>();

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({"gcloud, 20", "node, 44", "rclone, 17"})
  void theRecordedSessionIsAnsweredTheSame(String client, int commands) throws Exception {
    List<Path> files = CaseFiles.in("emulator/" + client + "/storage").all();
    assertEquals(commands, files.size());

    for (Path file : files) {
      for (StorageRecording.Exchange exchange : StorageRecording.read(file).exchanges()) {
        replay(file.getFileName() + ": " + exchange.request().start(), exchange);
      }
    }
  }

  private void replay(String what, StorageRecording.Exchange exchange) throws Exception {
    StorageRecording.RecordedPart request = exchange.request();
    StorageRecording.RecordedPart expected = exchange.answer();

    HttpResponse<String> answer = send(request);

    assertEquals(expected.start(), Integer.toString(answer.statusCode()), what + answer.body());
    for (Map.Entry<String, String> header : expected.headers().entrySet()) {
      assertEquals(
          header.getValue(),
          masked(answer.headers().firstValue(header.getKey()).orElse("none")),
          what);
    }
    assertEquals(comparable(expected.body()), comparable(masked(answer.body())), what);
  }

  private HttpResponse<String> send(StorageRecording.RecordedPart request) throws Exception {
    String[] methodAndPath = request.start().split(" ", 2);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(rig.emulator.uri() + filled(methodAndPath[1])))
            .method(methodAndPath[0], body(request));
    request.headers().entrySet().stream()
        .filter(header -> !header.getKey().equals(CHUNKED))
        .forEach(header -> builder.header(header.getKey(), header.getValue()));
    return http.send(builder.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  /** In chunks, without a length, if the real client sent it so. */
  private BodyPublisher body(StorageRecording.RecordedPart request) {
    byte[] bytes = filled(request.body()).getBytes(UTF_8);
    return request.headers().containsKey(CHUNKED)
        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
        : BodyPublishers.ofByteArray(bytes);
  }

  private String filled(String text) {
    String numbered =
        PLACEHOLDER
            .matcher(text.replace("<cr>", "\r"))
            .replaceAll(found -> numbers.getOrDefault(found.group(), "unknown"));
    return LONG_BODY
        .matcher(numbered)
        .replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
  }

  private String masked(String text) {
    String local =
        LONG_RUN
            .matcher(text)
            .replaceAll(run -> "<" + run.group().length() + " x>")
            .replace(rig.emulator.uri().toString(), "<root>")
            .replaceAll("\"etag\":\"[^\"]*\"", "\"etag\":\"<etag>\"");
    return NUMBER.matcher(local).replaceAll(this::placeholder);
  }

  private String placeholder(MatchResult number) {
    String placeholder =
        placeholders.computeIfAbsent(
            number.group(), absent -> "<n" + (placeholders.size() + 1) + ">");
    numbers.put(placeholder, number.group());
    return placeholder;
  }

  private static Object comparable(String body) {
    try {
      return JsonParser.parseString(body);
    } catch (JsonParseException e) {
      return body;
    }
  }
}
