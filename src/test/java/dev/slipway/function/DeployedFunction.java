package dev.slipway.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The bundle as it is deployed, in a process of its own, with no environment variables but those
 * given, and the clock of the test. What is not said otherwise runs as Cloud Functions runs it.
 */
public final class DeployedFunction implements AutoCloseable {

  /**
   * How a start that failed ended.
   *
   * @param exitCode of the process
   * @param output all it printed
   */
  record Failure(int exitCode, String output) {}

  /** What moves the clock of a test moves that of its processes. */
  private static final Pattern CLOCK = Pattern.compile("LD_PRELOAD|FAKETIME.*");

  private static final long STOP_WITHIN_SECONDS = 10;
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(15_000 + (int) (ProcessHandle.current().pid() % 10_000));
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final Output output;
  private final URI uri;

  private DeployedFunction(Process process, Output output, URI uri) {
    this.process = process;
    this.output = output;
    this.uri = uri;
  }

  /** Starts it; it takes events when this returns. */
  static DeployedFunction start(Map<String, String> variables) throws InterruptedException {
    return start(variables, LaunchFunction.class);
  }

  /** The same with another entry point. */
  static DeployedFunction start(Map<String, String> variables, Class<?> entryPoint)
      throws InterruptedException {
    return start(variables, entryPoint, Framework.CLOUD_FUNCTIONS);
  }

  /** The same with another framework, too. */
  static DeployedFunction start(
      Map<String, String> variables, Class<?> entryPoint, Framework framework)
      throws InterruptedException {
    return start(variables, entryPoint, framework, Path.of(""), line -> {});
  }

  /**
   * Starts it; it takes events when this returns.
   *
   * @param project the folder of the project, which has the bundle
   * @param log hears each line it prints, in a thread of its own
   * @throws AssertionError when it does not start, with all it printed
   */
  public static DeployedFunction start(
      Map<String, String> variables, Path project, Consumer<String> log)
      throws InterruptedException {
    return start(variables, LaunchFunction.class, Framework.CLOUD_FUNCTIONS, project, log);
  }

  private static DeployedFunction start(
      Map<String, String> variables,
      Class<?> entryPoint,
      Framework framework,
      Path project,
      Consumer<String> log)
      throws InterruptedException {
    int port = freePort();
    Process process = launch(variables, entryPoint, framework, project, port);
    Output output = Output.of(process.getInputStream(), log);
    DeployedFunction function =
        new DeployedFunction(process, output, URI.create("http://127.0.0.1:%d/".formatted(port)));
    try {
      var unused = output.until(framework::isReady);
      return function;
    } catch (AssertionError | InterruptedException e) {
      function.close();
      throw e;
    }
  }

  /** Starts it with variables that keep it from starting. */
  static Failure fail(Map<String, String> variables) throws InterruptedException {
    Framework framework = Framework.CLOUD_FUNCTIONS;
    Process process = launch(variables, LaunchFunction.class, framework, Path.of(""), freePort());
    Output output =
        Output.of(
            process.getInputStream(),
            line -> {
              if (framework.isReady(line)) {
                process.destroyForcibly();
              }
            });
    String printed = output.all();
    return new Failure(process.waitFor(), printed);
  }

  private static Process launch(
      Map<String, String> variables,
      Class<?> entryPoint,
      Framework framework,
      Path project,
      int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // For a quick start; nothing else depends on them.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(framework.arguments());
    command.addAll(List.of("--target", entryPoint.getName(), "--port", Integer.toString(port)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !CLOCK.matcher(name).matches());
    builder.environment().putAll(variables);
    builder.directory(project.toAbsolutePath().toFile());
    builder.redirectErrorStream(true);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A port for this process alone. The invoker listens with SO_REUSEPORT: two that were given the
   * same port would both start and share the requests. So none is given twice, and none from where
   * the system takes ports for outgoing connections.
   */
  private static int freePort() {
    while (true) {
      int port = NEXT_PORT.getAndIncrement();
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Somebody has it: the next.
      }
    }
  }

  /** Where it takes events. */
  public URI uri() {
    return uri;
  }

  /** Posts an event in structured mode, as function/events/README.md shows; gives the answer. */
  CompletableFuture<Integer> post(String event) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/cloudevents+json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    return CLIENT
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  /** All lines it printed, up to the first such one, which is waited for. */
  List<String> linesUntil(Predicate<String> wanted) throws InterruptedException {
    return output.until(wanted);
  }

  /** Its process ID. */
  public long pid() {
    return process.pid();
  }

  /** Takes every processor from its process until it is thawed: not a step more is done. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets its process go on where it was frozen. */
  public void thaw() {
    signal("CONT");
  }

  /** What Java has no call for. */
  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "kill -%s %d ended %d".formatted(name, process.pid(), exit));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("there is no 'kill' here; run this on Linux or macOS", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once, as SIGKILL does, frozen or not; it is gone when this returns. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
