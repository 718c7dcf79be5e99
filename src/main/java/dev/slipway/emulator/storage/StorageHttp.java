package dev.slipway.emulator.storage;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.emulator.LoopbackHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The HTTP face: reads a request, has it answered, writes the answer. */
final class StorageHttp implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(StorageHttp.class.getName());

  private final StorageApi api;
  private final StorageFaultsRest faults;

  StorageHttp(StorageApi api, StorageFaultsRest faults) {
    this.api = api;
    this.faults = faults;
  }

  /** A server on this port of 127.0.0.1 that is not started yet; 0 means any free port. */
  static HttpServer listen(int port) {
    try {
      return LoopbackHttp.bind(port);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:%d; choose another port, or 0 for a free one".formatted(port),
          e);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      StorageAnswer answer = answer(exchange);
      if (!answer.equals(StorageAnswer.LOST)) {
        write(exchange, answer);
      }
      // An exchange that is closed before its headers are sent takes its connection with it.
    }
  }

  private StorageAnswer answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      return exchange.getRequestURI().getPath().equals(StorageFaultsRest.PATH)
          ? faults.answer(
              exchange.getRequestMethod(),
              Optional.ofNullable(exchange.getRequestURI().getRawQuery()))
          : api.answer(request(exchange, body));
    } catch (StorageRefusal refusal) {
      return StorageAnswer.of(refusal);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A bug of the emulator: " + exchange.getRequestURI(), e);
      return StorageAnswer.of(new StorageRefusal(500, "backendError", "Backend Error: " + e));
    }
  }

  private static StorageRequest request(HttpExchange exchange, byte[] body) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    // Google's Java client compresses what it sends, uploads included.
    boolean compressed = "gzip".equalsIgnoreCase(headers.getFirst("Content-Encoding"));
    ObjectContent content = ObjectContent.of(compressed ? decompressed(body) : body);
    String method = method(exchange);
    String path = exchange.getRequestURI().getRawPath();
    Map<String, String> query = query(exchange, method, content);
    StorageCall.Match match =
        StorageCall.find(method, path, query).orElseThrow(() -> unknown(method, path));
    return new StorageRequest(match.call(), match.names(), query, headers, content);
  }

  /** The method meant: HttpURLConnection knows no PATCH, so Google's client sends it as a POST. */
  private static String method(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-HTTP-Method-Override"))
        .orElse(exchange.getRequestMethod());
  }

  /** Google's client sends a GET of more than 2 KB as a POST, with the query in the body. */
  private static Map<String, String> query(
      HttpExchange exchange, String method, ObjectContent body) {
    boolean inBody = method.equals("GET") && exchange.getRequestMethod().equals("POST");
    return StorageRequest.parseQuery(
        inBody
            ? Optional.of(body.text())
            : Optional.ofNullable(exchange.getRequestURI().getRawQuery()));
  }

  private static byte[] decompressed(byte[] body) throws IOException {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return stream.readAllBytes();
    }
  }

  /**
   * 400 rather than 501, which gcloud would try again for minutes, and rather than 404, which
   * clients take for "no such object".
   */
  private static StorageRefusal unknown(String method, String path) {
    return StorageRefusal.invalid(
        "The Cloud Storage emulator does not answer "
            + method
            + " "
            + path
            + ". Use a call that the Javadoc of StorageEmulator does not rule out.");
  }

  private static void write(HttpExchange exchange, StorageAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    int size = answer.body().size();
    // The JDK's server takes 0 for "length unknown" and -1 for "no body".
    exchange.sendResponseHeaders(answer.status(), size == 0 ? -1 : size);
    if (size > 0) {
      exchange.getResponseBody().write(answer.body().bytes(), 0, answer.isCut() ? size / 2 : size);
      // What was cut must have left before the exchange is closed, unfinished.
      exchange.getResponseBody().flush();
    }
  }
}
