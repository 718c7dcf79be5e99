package dev.slipway.emulator;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stands between a real client and the emulator and takes down what is sent. */
final class RecordingProxy implements AutoCloseable {

  private final HttpServer server;
  private final RestClient emulator;
  private final List<RestClient.RestRequest> requests = new ArrayList<>();

  RecordingProxy(RestClient emulator) throws IOException {
    this.emulator = emulator;
    server = LoopbackHttp.bind(0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** What was sent since the last time. */
  synchronized List<RestClient.RestRequest> takeRequests() {
    List<RestClient.RestRequest> taken = List.copyOf(requests);
    requests.clear();
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      RestClient.RestRequest request =
          new RestClient.RestRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Optional.of(body).filter(text -> !text.isEmpty()).map(JsonParser::parseString));
      synchronized (this) {
        requests.add(request);
      }
      RestClient.Reply reply = emulator.send(request);
      byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
