package dev.slipway.cli.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A terminal that is drawn anew again and again, in its second buffer, and given back as it was.
 * Control sequences: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
 */
public final class LiveScreen implements AutoCloseable {

  private static final String TAKE = "\u001b[?1049h\u001b[?25l";
  private static final String GIVE_BACK = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

  private static final Duration KEYS_EVERY = Duration.ofMillis(50);
  private static final int END_OF_TRANSMISSION = 4;

  private final PrintWriter out;
  private final String settings;
  private final Thread atEnd = new Thread(this::giveBack, "slipway-give-back-terminal");
  private final AtomicBoolean isTaken = new AtomicBoolean(true);

  private LiveScreen(PrintWriter out, String settings) {
    this.out = out;
    this.settings = settings;
  }

  /**
   * How large a terminal is; each 0 when it does not say.
   *
   * @param rows its height
   * @param columns its width
   */
  record Size(int rows, int columns) {}

  /** Takes the terminal. It is given back at the latest when this process ends. */
  static LiveScreen open(PrintWriter out) throws IOException, InterruptedException {
    LiveScreen screen = new LiveScreen(out, stty("-g"));
    Runtime.getRuntime().addShutdownHook(screen.atEnd);
    // Keys come one by one and are not shown; Ctrl-C still ends the process.
    stty("-icanon", "-echo");
    out.print(TAKE);
    out.flush();
    return screen;
  }

  /** Draws the lines, which fit. */
  void show(List<String> lines) {
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      frame.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(REST_OF_LINE);
    }
    out.print(frame.append(REST_OF_SCREEN));
    out.flush();
  }

  /** How large it is now. */
  Size size() throws IOException, InterruptedException {
    String[] size = stty("size").split(" ", -1);
    return size.length == 2
        ? new Size(Integer.parseInt(size[0]), Integer.parseInt(size[1]))
        : new Size(0, 0);
  }

  /** Waits; whether somebody meanwhile pressed the key that ends it. */
  boolean isEnded(Duration most) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < most.toNanos()) {
      while (System.in.available() > 0) {
        int key = System.in.read();
        if (key == 'q' || key == 'Q' || key == END_OF_TRANSMISSION || key < 0) {
          return true;
        }
      }
      Thread.sleep(KEYS_EVERY.toMillis());
    }
    return false;
  }

  @Override
  public void close() {
    giveBack();
    Runtime.getRuntime().removeShutdownHook(atEnd);
  }

  private void giveBack() {
    if (!isTaken.getAndSet(false)) {
      return;
    }
    out.print(GIVE_BACK);
    out.flush();
    try {
      stty(settings);
    } catch (IOException e) {
      // The terminal has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks or sets the terminal, which is what this process reads from. */
  private static String stty(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "stty";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(Arrays.asList(command))
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var unused = process.waitFor();
    return said.strip();
  }
}
