package dev.slipway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * A folder of case files, the name of each a sentence with hyphens for blanks. Its README says what
 * the cases are and how to add one.
 */
public final class CaseFiles {

  /** Below this are all folders of cases, and what else tests read. */
  public static final Path ROOT = Path.of("src/test/resources/dev/slipway");

  static final String README = "README.md";

  private final Path folder;

  private CaseFiles(Path folder) {
    this.folder = folder;
  }

  /** Those of a folder below {@link #ROOT}, such as {@code plan/cases}. */
  public static CaseFiles in(String folder) {
    return in(ROOT.resolve(folder));
  }

  /** Those of any folder. */
  public static CaseFiles in(Path folder) {
    return new CaseFiles(folder);
  }

  /** The file of this name, whether it exists or not. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** All files but the README and hidden ones, sorted; fails where there are none. */
  public List<Path> all() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> cases = files.filter(CaseFiles::isCase).sorted().toList();
      if (cases.isEmpty()) {
        throw new IllegalStateException("no case in " + folder);
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the cases of " + folder, e);
    }
  }

  private static boolean isCase(Path file) {
    String name = name(file);
    return Files.isRegularFile(file) && !name.equals(README) && !name.startsWith(".");
  }

  /** The names of those in JSON or YAML, sorted; beside each there may be what comes of it. */
  public List<String> documents() {
    return all().stream()
        .map(CaseFiles::name)
        .filter(name -> name.matches(".*\\.(json|yaml)"))
        .toList();
  }

  /** A test for each file, with its name as a sentence. */
  public Stream<DynamicTest> tests(ThrowingConsumer<Path> check) {
    return all().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    stem(file).replace('-', ' '), file.toUri(), () -> check.accept(file)));
  }

  /** Holds that this is told of a document: what {@code NAME.txt} beside it says. */
  public void assertTold(String document, String told) throws IOException {
    GoldenFile.check(file(stem(file(document)) + ".txt"), told);
  }

  /** The name of a file without its ending. */
  public static String stem(Path file) {
    return name(file).replaceFirst("\\.\\w+$", "");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
