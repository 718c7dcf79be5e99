package dev.slipway.spec;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A directory of case files, the name of each a sentence with hyphens for blanks. */
public final class CaseFiles {

  private CaseFiles() {}

  /** A test for each case in a directory that stands beside a test class. */
  public static <T> Stream<DynamicTest> tests(
      Class<?> test, String directory, Function<CaseNode, T> reader, Consumer<T> check)
      throws IOException, URISyntaxException {
    URL url = Objects.requireNonNull(test.getResource(directory), directory);
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      List<Path> sorted = files.sorted().toList();
      return sorted.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      sentence(file),
                      file.toUri(),
                      () -> check.accept(CaseNode.read(file, reader))));
    }
  }

  private static String sentence(Path file) {
    return Objects.requireNonNull(file.getFileName())
        .toString()
        .replace(".json", "")
        .replace('-', ' ');
  }
}
