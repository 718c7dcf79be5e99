package dev.slipway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that runs the function, its output kept in a file. */
final class FunctionProcess implements AutoCloseable {

  private static final long STOP_WITHIN_SECONDS = 10;

  private final Process process;
  private final URI uri;

  private FunctionProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts the function.
   *
   * @param port where it listens, 0 for any free one
   * @param variables its environment variables, besides our own
   * @param log where its output goes
   * @throws Unavailable when it does not start
   */
  static FunctionProcess start(int port, Map<String, String> variables, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FunctionHost.class.getName(),
                Integer.toString(port)));
    builder.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_"));
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = builder.start();
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      PrintStream kept = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
      return new FunctionProcess(process, awaitPort(output, kept, log));
    } catch (IOException e) {
      throw new Unavailable("the function does not start: " + e.getMessage(), e);
    }
  }

  private static URI awaitPort(BufferedReader output, PrintStream kept, Path log)
      throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      kept.println(line);
      if (line.startsWith(FunctionHost.LISTENING)) {
        Thread reader = new Thread(() -> output.lines().forEach(kept::println), "function-log");
        reader.setDaemon(true);
        reader.start();
        return URI.create(
            "http://127.0.0.1:" + line.substring(FunctionHost.LISTENING.length()) + "/");
      }
    }
    throw new IOException("it ended at once; " + log + " says why");
  }

  /** Where it takes events. */
  URI uri() {
    return uri;
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
