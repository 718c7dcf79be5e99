package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/ARCHITECTURE.md} shows the packages that there are, and documents name real types.
 */
final class ArchitecturePageTest {

  private static final Path MAIN = Path.of("src/main/java/dev/slipway");
  private static final List<Path> SOURCES =
      List.of(MAIN, Path.of("src/test/java/dev/slipway"), Path.of("src/harness/java/dev/slipway"));

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");
  private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern FOLLOWED = Pattern.compile("\\b([A-Z][a-z]\\w+)\\b");
  private static final Pattern TYPE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*\\.[A-Z]\\w+)");

  @Test
  void theTableHasARowForEachPackage() throws IOException {
    String page = Files.readString(Path.of("docs/ARCHITECTURE.md"));
    String section = page.substring(page.indexOf("## Packages"), page.indexOf("## State"));
    assertEquals(packages(), found(ROW, section).sorted().toList());
  }

  @Test
  void theListsAreThoseOfTheCode() throws IOException {
    String page = Files.readString(Path.of("docs/ARCHITECTURE.md"));
    String code =
        text(MAIN.resolve("dispatch/LaunchProtocol.java"))
            + text(MAIN.resolve("dispatch/Pass.java"));
    List<String> shown = found(CODE, page).toList();

    assertEquals(2, shown.size());
    assertEquals(List.of(), shown.stream().filter(list -> !code.contains(list.indent(4))).toList());
  }

  @Test
  void anUploadCanBeFollowedThroughAtMost25Classes() {
    String page = text(Path.of("docs/ARCHITECTURE.md"));
    String list = page.substring(page.indexOf("An upload that is launched at once"));
    List<String> classes =
        found(FOLLOWED, list.substring(list.indexOf("```"), list.indexOf("Level-triggered")))
            .distinct()
            .toList();
    List<Path> sources = files(MAIN, ".java").toList();

    assertEquals(25, classes.size(), classes::toString);
    assertEquals(
        List.of(),
        classes.stream()
            .filter(type -> sources.stream().noneMatch(file -> file.endsWith(type + ".java")))
            .toList());
  }

  @Test
  void everyTypeThatADocumentNamesExists() {
    assertEquals(
        List.of(),
        files(Path.of("docs"), ".md")
            .filter(page -> !page.startsWith("docs/decisions"))
            .flatMap(ArchitecturePageTest::missing)
            .toList());
  }

  private static Stream<String> missing(Path page) {
    return found(TYPE, text(page))
        .filter(type -> packages().contains(type.substring(0, type.lastIndexOf('.'))))
        .filter(type -> SOURCES.stream().noneMatch(sources -> isThere(sources, type)))
        .map(type -> page + " names " + type);
  }

  private static boolean isThere(Path sources, String type) {
    return Files.exists(sources.resolve(type.replace('.', '/') + ".java"));
  }

  private static List<String> packages() {
    return files(MAIN, "package-info.java")
        .map(file -> MAIN.relativize(file.getParent()).toString().replace('/', '.'))
        .sorted()
        .toList();
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }

  private static Stream<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
