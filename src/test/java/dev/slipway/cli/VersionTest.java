package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The version is written in pom.xml, and nowhere else. */
class VersionTest {

  private static final Path POM = Path.of("pom.xml");
  private static final Set<String> NOT_OURS = Set.of(".git", "target", ".terraform", ".idea");

  @Test
  void theCommandLineTellsTheVersionOfThePom() throws IOException {
    StringWriter out = new StringWriter();
    CommandLine commandLine = Main.commandLine(Map.of()).setOut(new PrintWriter(out, true));

    assertEquals(0, commandLine.execute("--version"));
    assertEquals("slipway " + version() + "\n", out.toString());
  }

  @Test
  void noOtherFileRepeatsIt() throws IOException {
    String version = version();
    Pattern copy =
        Pattern.compile(
            "%s-SNAPSHOT|(?i:slipway)\\W{1,4}%1$s\\b"
                .formatted(Pattern.quote(version.replace("-SNAPSHOT", ""))));

    assertTrue(copy.matcher("slipway " + version).find());
    assertEquals(List.of(), filesWith(copy));
  }

  private static List<Path> filesWith(Pattern pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(""))) {
      for (Path file : files.filter(file -> !NOT_OURS.contains(file.toString())).toList()) {
        try (Stream<Path> within = Files.walk(file)) {
          within
              .filter(Files::isRegularFile)
              .filter(one -> !one.equals(POM) && pattern.matcher(text(one)).find())
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>slipway</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(POM));
    assertTrue(version.find());
    return version.group(1);
  }
}
