package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the public workflows run. */
class WorkflowsTest {

  @Test
  void everyActionIsNamedByItsCommit() throws IOException {
    List<String> actions = lines().filter(line -> line.contains("uses:")).toList();

    assertFalse(actions.isEmpty());
    assertEquals(
        List.of(),
        actions.stream()
            .filter(line -> !line.matches("- uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"))
            .toList());
  }

  private static Stream<String> lines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
      return files.sorted().flatMap(WorkflowsTest::lines).map(String::strip).toList().stream();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
