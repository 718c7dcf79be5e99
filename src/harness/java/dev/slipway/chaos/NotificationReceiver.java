package dev.slipway.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Takes the events of the emulated Cloud Storage, and acknowledges every one. */
final class NotificationReceiver implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(NotificationReceiver::daemon);

  private NotificationReceiver(HttpServer server) {
    this.server = server;
  }

  static NotificationReceiver start() {
    try {
      NotificationReceiver receiver =
          new NotificationReceiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0));
      receiver.server.setExecutor(receiver.threads);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives what arrives at a path to somebody.
   *
   * @return the address of that path
   */
  URI on(String path, Consumer<DeliveredEvent> taker) {
    server.createContext(path, exchange -> take(exchange, taker));
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void take(HttpExchange exchange, Consumer<DeliveredEvent> taker)
      throws IOException {
    try (exchange) {
      taker.accept(
          DeliveredEvent.arrived(
              exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(204, NO_BODY);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "chaos-ingress");
    thread.setDaemon(true);
    return thread;
  }
}
