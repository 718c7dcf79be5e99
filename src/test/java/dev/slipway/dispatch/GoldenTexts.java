package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents in a folder, each with what is to be told of it beside it in {@code NAME.txt}, which
 * {@code -Dslipway.write=true} writes anew.
 */
public final class GoldenTexts {

  private GoldenTexts() {}

  /** The names of all documents in a folder. */
  public static List<String> documents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches(".*\\.(json|yaml)"))
          .sorted()
          .toList();
    }
  }

  /** Holds that this is told of a document. */
  public static void assertTold(Path folder, String document, String told) throws IOException {
    Path golden = folder.resolve(document.replaceFirst("\\.\\w+$", ".txt"));
    if (Boolean.getBoolean("slipway.write")) {
      Files.writeString(golden, told);
    }
    assertEquals(Files.readString(golden), told);
  }
}
