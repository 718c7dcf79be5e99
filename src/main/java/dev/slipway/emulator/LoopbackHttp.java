package dev.slipway.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP servers on 127.0.0.1. */
public final class LoopbackHttp {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private LoopbackHttp() {}

  /**
   * A server that holds its port and is not started.
   *
   * @param port 0 means any free port
   * @throws IOException if the port cannot be had
   */
  public static HttpServer bind(int port) throws IOException {
    // The JDK's server writes headers and body apart; with Nagle's algorithm the second waits
    // some 40 ms for the client's delayed acknowledgement. It reads this once, at its first use.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
  }

  /** Has a handler answer all that comes from {@link LocalCallers}; others get 403. */
  public static void serve(HttpServer server, HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          Optional<String> refusal =
              LocalCallers.refusal(header(exchange, "Host"), header(exchange, "Origin"));
          if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
          } else {
            handler.handle(exchange);
          }
        });
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void refuse(HttpExchange exchange, String why) throws IOException {
    try (exchange) {
      byte[] body = why.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=UTF-8");
      boolean bodiless = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(403, bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
