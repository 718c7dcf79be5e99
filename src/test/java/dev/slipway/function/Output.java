package dev.slipway.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The lines that a process has printed, read as they come. */
final class Output {

  /** After that long a line is not coming any more. */
  private static final long PATIENCE_SECONDS = 60;

  private final List<String> lines = new ArrayList<>();
  private boolean isOver;

  private Output() {}

  /** Reads until the stream ends. */
  static Output of(InputStream stream) {
    Output output = new Output();
    Thread reader = new Thread(() -> output.read(stream), "function-output");
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  private void read(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(the output cannot be read any more: " + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    isOver = true;
    notifyAll();
  }

  /** All lines, when the last has come. */
  synchronized List<String> all() {
    while (!isOver) {
      await(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
    return lines();
  }

  /** The lines so far. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Waits for a line.
   *
   * @return all lines up to the first such one
   */
  synchronized List<String> until(Predicate<String> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (int next = 0; true; next++) {
      while (next == lines.size()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (isOver || left <= 0) {
          throw new AssertionError("the line did not come; these did:\n" + String.join("\n", lines));
        }
        await(left);
      }
      if (wanted.test(lines.get(next))) {
        return List.copyOf(lines.subList(0, next + 1));
      }
    }
  }

  private synchronized void await(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a line", e);
    }
  }
}
