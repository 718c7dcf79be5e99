package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests are tagged by when they run: docs/RELIABILITY.md has a table. */
class TagsTest {

  private static final Set<String> TAGS = Set.of("slow", "thorough");
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*)\"\\)");
  private static final Pattern IN_POM =
      Pattern.compile("<(?:tests\\.later|groups)>([^<]+)</(?:tests\\.later|groups)>");

  @Test
  void testsHaveNoOtherTag() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> used.addAll(found(TAG, file)));
    }

    assertEquals(new TreeSet<>(TAGS), used);
  }

  @Test
  void whatIsLeftToVerifyRunsThere() {
    assertEquals(Set.of("thorough | slow"), found(IN_POM, Path.of("pom.xml")));
  }

  @Test
  void theTableNamesThem() {
    Path page = Path.of("docs/RELIABILITY.md");

    assertEquals(new TreeSet<>(TAGS), found(TAG, page));
  }

  private static Set<String> found(Pattern pattern, Path file) {
    try {
      return pattern
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
