package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.GivingUp;
import dev.slipway.cli.watch.LiveScreen;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a terminal of its own, which somebody types into and reads from. */
final class PseudoTerminal implements AutoCloseable {

  /** Of util-linux; Debian's package bsdutils. */
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  /** For assumptions. */
  static final String NEEDED = "skipped: no pseudo-terminal without /usr/bin/script of util-linux";

  /** Printed last of each frame by {@link LiveScreen}. */
  static final String END_OF_FRAME = "\u001b[J";

  private final Process process;
  private volatile boolean isClosed;
  private final StringBuilder printed = new StringBuilder();
  private final Thread reader;

  private PseudoTerminal(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "pseudo-terminal");
    reader.setDaemon(true);
    reader.start();
  }

  /** Whether this machine has any. */
  static boolean isThere() {
    return Files.isExecutable(SCRIPT);
  }

  /** Runs a shell's command line in a terminal of 24 rows and 100 columns. */
  static PseudoTerminal run(Map<String, String> variables, String command) throws IOException {
    return run(variables, command, 24, 100);
  }

  /** The same in one of another size; without colours unless a variable says otherwise. */
  static PseudoTerminal run(Map<String, String> variables, String command, int rows, int columns)
      throws IOException {
    String sized = "stty rows %d cols %d; %s".formatted(rows, columns, command);
    ProcessBuilder builder =
        // In the background of a script a build ignores Ctrl-C, and with it all that it starts.
        new ProcessBuilder(
                "env", "--default-signal=INT", SCRIPT.toString(), "-qec", sized, "/dev/null")
            .redirectErrorStream(true);
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(variables);
    return new PseudoTerminal(builder.start());
  }

  private void read() {
    try (InputStream input = process.getInputStream();
        Reader text = new InputStreamReader(input, UTF_8)) {
      char[] buffer = new char[8192];
      for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
        synchronized (printed) {
          printed.append(buffer, 0, count);
          printed.notifyAll();
        }
      }
    } catch (IOException e) {
      if (!isClosed) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until that was printed. */
  void await(String text) throws InterruptedException {
    await(text, "");
  }

  /** Waits until that was printed, and the frame that it is in is whole. */
  void awaitFrame(String text) throws InterruptedException {
    await(text, END_OF_FRAME);
  }

  private void await(String text, String end) throws InterruptedException {
    long start = System.nanoTime();
    synchronized (printed) {
      while (printed.indexOf(text) < 0 || printed.indexOf(end, printed.indexOf(text)) < 0) {
        boolean isPatient =
            System.nanoTime() - start < GivingUp.AFTER.toNanos()
                && (process.isAlive() || reader.isAlive());
        assertTrue(isPatient, () -> "not printed: " + text + "\n" + printed);
        printed.wait(200);
      }
    }
  }

  /** What was printed until now. */
  String printed() {
    synchronized (printed) {
      return printed.toString();
    }
  }

  /** Waits for the end; all that was printed. */
  String ended() throws InterruptedException {
    assertTrue(process.waitFor(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS), this::printed);
    reader.join();
    return printed();
  }

  @Override
  public void close() {
    // Closes the stream that may be being read.
    isClosed = true;
    process.destroy();
  }
}
