package dev.slipway.emulator.event;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes events, after refusing some. */
public final class EventReceiver implements AutoCloseable {

  /**
   * One request.
   *
   * @param headers the content type and the CloudEvents headers, by lower-case name
   * @param body its body
   */
  public record Received(Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final AtomicInteger refusals;
  private final int status;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  /** Refuses the first requests with this status, then takes all. */
  public EventReceiver(int refusals, int status) throws IOException {
    this.refusals = new AtomicInteger(refusals);
    this.status = status;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/event");
  }

  /** Waits for the next request. */
  public Received next() throws InterruptedException {
    return received.take();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                String key = name.toLowerCase(Locale.ROOT);
                if (key.startsWith("ce-") || key.equals("content-type")) {
                  headers.put(key, String.join("|", values));
                }
              });
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(new Received(headers, body));
      exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? status : 204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
