package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.emulator.LoopbackHttp;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP face: reads a request, has it answered, writes the answer. */
final class VertexHttp implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(VertexHttp.class.getName());

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(VertexHttp::daemon);
  private final VertexRest rest;

  private VertexHttp(HttpServer server, VertexRest rest) {
    this.server = server;
    this.rest = rest;
    LoopbackHttp.serve(server, this::handle);
    server.setExecutor(threads);
  }

  /**
   * Takes the port; nothing is answered before {@link #start}.
   *
   * @throws IOException if the port cannot be had
   */
  static VertexHttp bind(int port, VertexRest rest) throws IOException {
    return new VertexHttp(LoopbackHttp.bind(port), rest);
  }

  /** Begins to answer. */
  void start() {
    server.start();
  }

  /** {@code http://127.0.0.1:PORT/}. */
  URI uri() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      VertexRest.RestAnswer answer;
      try {
        answer = answer(exchange, body);
      } catch (VertexAnswerLost e) {
        // An exchange that is closed before it is answered closes its connection.
        return;
      }
      byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      // An answer to HEAD has no body, which the JDK's server wants to hear as -1.
      boolean bodiless = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : bytes.length);
      if (!bodiless) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private VertexRest.RestAnswer answer(HttpExchange exchange, String body) {
    URI uri = exchange.getRequestURI();
    try {
      return rest.answer(
          method(exchange), uri.getPath(), Optional.ofNullable(uri.getRawQuery()), body);
    } catch (VertexAnswerLost e) {
      throw e;
    } catch (VertexException e) {
      return VertexErrors.answer(e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the emulator failed: " + uri, e);
      return VertexErrors.answer(new VertexException(Code.INTERNAL, "The emulator failed: " + e));
    }
  }

  /** Google's clients send what a proxy might not let through as a POST that says what it means. */
  private static String method(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override"))
        .orElse(exchange.getRequestMethod());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "emulator-vertex-rest");
    thread.setDaemon(true);
    return thread;
  }
}
