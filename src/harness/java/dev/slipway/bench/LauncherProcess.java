package dev.slipway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A launcher that runs, in a process of its own. */
final class LauncherProcess implements AutoCloseable {

  private static final long STARTS_WITHIN_SECONDS = 60;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final Instant startedAt;
  private final URI uri;
  private final Path log;

  private LauncherProcess(Process process, Instant startedAt, URI uri, Path log) {
    this.process = process;
    this.startedAt = startedAt;
    this.uri = uri;
    this.log = log;
  }

  /** Starts one; it takes events when this returns. */
  static LauncherProcess start(LauncherCommand launcher, EmulatedServices services, Path logs)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(launcher.java().toString()));
    command.addAll(launcher.options());
    command.add("@" + launcher.arguments());
    Path log = Files.createDirectories(logs).resolve(launcher.name() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(services.variables());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("FUNCTION_TARGET", launcher.function());
    Instant startedAt = Instant.now();
    LauncherProcess process =
        new LauncherProcess(
            builder.start(), startedAt, URI.create("http://127.0.0.1:" + port), log);
    process.awaitPort(port);
    return process;
  }

  private void awaitPort(int port) throws IOException, InterruptedException {
    Instant until = startedAt.plusSeconds(STARTS_WITHIN_SECONDS);
    while (process.isAlive() && Instant.now().isBefore(until)) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        // Not yet.
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    close();
    throw new IOException("it does not listen; " + log + " says why");
  }

  /** When its process was started. */
  Instant startedAt() {
    return startedAt;
  }

  /** Delivers an event; completes with the status of the answer. */
  CompletableFuture<Integer> post(PostedEvent event) {
    return CLIENT
        .sendAsync(event.to(uri), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  /**
   * Delivers an event and waits until it is acknowledged.
   *
   * @throws IOException when it is not
   */
  void deliver(PostedEvent event) throws IOException, InterruptedException {
    int status = status(event);
    if (status / 100 != 2) {
      throw new IOException("answered " + status + " to " + event + "; " + log + " says why");
    }
  }

  private int status(PostedEvent event) throws IOException, InterruptedException {
    try {
      return CLIENT.send(event.to(uri), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IOException("did not answer to " + event + "; " + log + " says why", e);
    }
  }

  /** What processors have spent on it, user and system, in ms. */
  double processorMillis() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  /**
   * The most memory that it ever held, in MB of a million bytes; empty where only Linux would tell.
   */
  OptionalDouble peakMegabytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst();
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
