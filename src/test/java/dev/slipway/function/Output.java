package dev.slipway.function;

import dev.slipway.GivingUp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The lines that a process prints. They are read as they come, lest it wait for us. */
final class Output {

  /** Read by a thread of its own; an empty one is the end. */
  private final BlockingQueue<Optional<String>> coming = new LinkedBlockingQueue<>();

  private final List<String> lines = new ArrayList<>();
  private boolean isOver;

  private Output() {}

  /**
   * Reads until the stream ends.
   *
   * @param also hears each line as it comes
   */
  static Output of(InputStream stream, Consumer<String> also) {
    Output output = new Output();
    Thread reader = new Thread(() -> output.read(stream, also), "function-output");
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  private void read(InputStream stream, Consumer<String> also) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().peek(also).map(Optional::of).forEach(coming::add);
    } catch (IOException | UncheckedIOException e) {
      // Java closes the output of a process that it kills.
      coming.add(Optional.of("(the output cannot be read any more: " + e.getMessage() + ")"));
    } finally {
      coming.add(Optional.empty());
    }
  }

  /** All lines up to the first such one, which is waited for. */
  synchronized List<String> until(Predicate<String> wanted) throws InterruptedException {
    for (int i = 0; i < lines.size() || hasNext(); i++) {
      if (wanted.test(lines.get(i))) {
        return List.copyOf(lines.subList(0, i + 1));
      }
    }
    throw new AssertionError("the line did not come; these did:\n" + String.join("\n", lines));
  }

  /** All lines, when the last has come. */
  synchronized String all() throws InterruptedException {
    while (hasNext()) {
      // They are kept.
    }
    return String.join("\n", lines);
  }

  private boolean hasNext() throws InterruptedException {
    if (isOver) {
      return false;
    }
    Optional<String> line =
        Objects.requireNonNullElse(
            coming.poll(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS), Optional.empty());
    line.ifPresent(lines::add);
    isOver = line.isEmpty();
    return !isOver;
  }
}
