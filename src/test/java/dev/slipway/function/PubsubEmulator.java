package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Google's own emulator of Pub/Sub, which comes with gcloud. It pushes to what is subscribed, again
 * with back-off what is not acknowledged, and again what takes longer than the deadline.
 */
public final class PubsubEmulator implements AutoCloseable {

  /** How to get it. */
  public static final String NEEDED =
      "skipped: gcloud has no Pub/Sub emulator; 'gcloud components install pubsub-emulator', or on"
          + " Debian 'apt-get install google-cloud-cli-pubsub-emulator', brings it";

  private static final String PROJECT = "projects/slipway-local/";
  private static final String READY = "Server started, listening on";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final URI uri;

  private PubsubEmulator(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Its archive, in gcloud's own folder; empty when it is not installed. */
  public static Optional<Path> archive() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "gcloud"))
        .filter(Files::isExecutable)
        .findFirst()
        .flatMap(PubsubEmulator::archiveOf);
  }

  private static Optional<Path> archiveOf(Path gcloud) {
    try {
      Path folder =
          gcloud.toRealPath().resolveSibling("../platform/pubsub-emulator/lib").normalize();
      if (!Files.isDirectory(folder)) {
        return Optional.empty();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; it takes requests when this returns. */
  public static PubsubEmulator start(Path archive) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                archive.toString(),
                "--host=127.0.0.1",
                "--port=" + port)
            .redirectErrorStream(true)
            .start();
    var unused =
        Output.of(process.getInputStream(), line -> {}).until(line -> line.contains(READY));
    return new PubsubEmulator(process, URI.create("http://127.0.0.1:" + port + "/v1/"));
  }

  /** Where gcloud finds it. */
  public URI address() {
    return uri.resolve("/");
  }

  /** Makes a topic in project {@code slipway-local}. */
  public void makeTopic(String topic) throws IOException, InterruptedException {
    var unused = call("PUT", topic(topic), new JsonObject());
  }

  /**
   * Subscribes an endpoint as Terraform does.
   *
   * @param deadLetters the topic for what was not acknowledged five times
   */
  void push(String topic, URI endpoint, String deadLetters)
      throws IOException, InterruptedException {
    JsonObject subscription =
        JsonParser.parseString(
                """
                {"topic": "%s", "ackDeadlineSeconds": 10, "pushConfig": {"pushEndpoint": "%s"},
                 "retryPolicy": {"minimumBackoff": "0.1s", "maximumBackoff": "1s"},
                 "deadLetterPolicy": {"deadLetterTopic": "%s", "maxDeliveryAttempts": 5}}\
                """
                    .formatted(topic(topic), endpoint, topic(deadLetters)))
            .getAsJsonObject();
    var unused = call("PUT", PROJECT + "subscriptions/push-" + topic, subscription);
  }

  /** Subscribes to a topic, to pull from it. */
  public void subscribe(String topic) throws IOException, InterruptedException {
    JsonObject subscription = new JsonObject();
    subscription.addProperty("topic", topic(topic));
    var unused = call("PUT", PROJECT + "subscriptions/pull-" + topic, subscription);
  }

  /** Waits for a message; gives its data. */
  public String pull(String topic) throws IOException, InterruptedException {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("maxMessages", 1);
    while (true) {
      JsonObject answer = call("POST", PROJECT + "subscriptions/pull-" + topic + ":pull", wanted);
      if (answer.has("receivedMessages")) {
        JsonObject message =
            answer
                .getAsJsonArray("receivedMessages")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("message");
        return new String(Base64.getDecoder().decode(message.get("data").getAsString()), UTF_8);
      }
    }
  }

  /** Publishes a message; gives its ID. */
  String publish(String topic, String data, Map<String, String> attributes)
      throws IOException, InterruptedException {
    JsonObject message = new JsonObject();
    message.addProperty("data", Base64.getEncoder().encodeToString(data.getBytes(UTF_8)));
    JsonObject sent = new JsonObject();
    attributes.forEach(sent::addProperty);
    message.add("attributes", sent);
    JsonArray messages = new JsonArray();
    messages.add(message);
    JsonObject request = new JsonObject();
    request.add("messages", messages);
    List<String> ids = new ArrayList<>();
    for (JsonElement id :
        call("POST", topic(topic) + ":publish", request).getAsJsonArray("messageIds")) {
      ids.add(id.getAsString());
    }
    return ids.get(0);
  }

  private static String topic(String topic) {
    return PROJECT + "topics/" + topic;
  }

  private JsonObject call(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
