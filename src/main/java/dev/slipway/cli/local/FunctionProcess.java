package dev.slipway.cli.local;

import dev.slipway.cli.Unavailable;
import dev.slipway.emulator.PrivateFiles;
import dev.slipway.wiring.EnvironmentVariable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A process that runs the function, its output kept in a file. */
final class FunctionProcess implements AutoCloseable {

  private static final long STOP_WITHIN_SECONDS = 10;

  /**
   * The first Java that warns of what protobuf and Netty do (https://openjdk.org/jeps/472,
   * https://openjdk.org/jeps/498).
   */
  private static final int WARNS_SINCE = 24;

  private final Process process;
  private final URI uri;
  private final URI pageUri;

  private FunctionProcess(Process process, URI uri, URI pageUri) {
    this.process = process;
    this.uri = uri;
    this.pageUri = pageUri;
  }

  /**
   * Where to listen; 0 for any free port.
   *
   * @param launcher for events
   * @param page for the status page
   */
  record PortNumbers(int launcher, int page) {}

  /**
   * Starts the function.
   *
   * @param ports where it listens
   * @param variables its environment variables, besides our own
   * @param log where its output goes
   * @throws Unavailable when it does not start
   */
  static FunctionProcess start(PortNumbers ports, Map<String, String> variables, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command(ports));
    builder.environment().keySet().removeIf(EnvironmentVariable::isOurs);
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true);
    try {
      PrivateFiles.createFolder(Objects.requireNonNull(log.toAbsolutePath().getParent()));
      Process process = builder.start();
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      PrintStream kept = new PrintStream(PrivateFiles.create(log), true, StandardCharsets.UTF_8);
      URI launcher = awaitPort(FunctionHost.LISTENING, output, kept, log);
      URI page = awaitPort(FunctionHost.SHOWING, output, kept, log);
      Thread reader = new Thread(() -> output.lines().forEach(kept::println), "function-log");
      reader.setDaemon(true);
      reader.start();
      return new FunctionProcess(process, launcher, page);
    } catch (IOException e) {
      throw new Unavailable("the function does not start: " + e.getMessage(), e);
    }
  }

  private static List<String> command(PortNumbers ports) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= WARNS_SINCE) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FunctionHost.class.getName());
    command.add(Integer.toString(ports.launcher()));
    command.add(Integer.toString(ports.page()));
    return command;
  }

  private static URI awaitPort(String says, BufferedReader output, PrintStream kept, Path log)
      throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      kept.println(line);
      if (line.startsWith(says)) {
        return URI.create("http://127.0.0.1:" + line.substring(says.length()) + "/");
      }
    }
    throw new IOException("it ended at once; " + log + " says why");
  }

  /** Where it takes events. */
  URI uri() {
    return uri;
  }

  /** Where it shows the status page. */
  URI pageUri() {
    return pageUri;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
