package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFilesTest {

  /** Its own README, or that of a folder above. */
  @Test
  void everyFolderOfCasesIsExplained() throws IOException {
    try (Stream<Path> files = Files.walk(CaseFiles.ROOT)) {
      assertEquals(
          List.of(),
          files
              .filter(Files::isRegularFile)
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !isExplained(folder))
              .toList());
    }
  }

  private static boolean isExplained(Path folder) {
    return Stream.iterate(folder, each -> !each.equals(CaseFiles.ROOT), Path::getParent)
        .anyMatch(each -> Files.exists(each.resolve(CaseFiles.README)));
  }

  @Test
  void readmesAndHiddenFilesAreNoCases(@TempDir Path folder) throws IOException {
    for (String name : List.of("b.json", "README.md", ".gitattributes", "a.yaml", "a.txt")) {
      Files.createFile(folder.resolve(name));
    }

    assertEquals(List.of("a.yaml", "b.json"), CaseFiles.in(folder).documents());
    assertEquals(
        List.of("a.txt", "a.yaml", "b.json"),
        CaseFiles.in(folder).all().stream().map(Path::getFileName).map(Path::toString).toList());
  }

  @Test
  void aFolderWithoutCasesFails(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("README.md"));

    assertThrows(IllegalStateException.class, () -> CaseFiles.in(folder).all());
  }
}
