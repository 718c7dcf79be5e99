package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is deployed, and nothing else, is in the bundle. */
class BundleIT {

  private static final Path BUNDLE = Path.of("target/function");
  private static final Path GOLDEN = Path.of("src/test/resources/dev/slipway/function/bundle.txt");

  /** project.build.outputTimestamp, as a zip has it: .ci/reproducible compares the bytes. */
  private static final LocalDateTime TIMESTAMP = LocalDateTime.of(2026, 11, 1, 0, 0);

  /** It was 70 MiB in November 2026; each start unpacks and maps all of it. */
  private static final long MOST_MEBIBYTES = 73;

  @Test
  void theJarsAreThoseThatWereAgreedOn() throws IOException {
    assertEquals(
        Files.readString(GOLDEN),
        String.join("\n", names(BUNDLE.resolve("lib"))) + "\n",
        () -> "if each difference is meant: ls target/function/lib | LC_ALL=C sort > " + GOLDEN);
  }

  @Test
  void theBundleStaysSmall() throws IOException {
    long bytes;
    try (Stream<Path> files = Files.walk(BUNDLE)) {
      bytes = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }

    assertTrue(bytes < MOST_MEBIBYTES << 20, () -> bytes + " bytes");
  }

  @Test
  void neitherCommandLineNorEmulatorsAreInIt() throws IOException {
    assertEquals(List.of("lib", "slipway-function.jar"), names(BUNDLE));
    try (JarFile jar = new JarFile(BUNDLE.resolve("slipway-function.jar").toFile())) {
      assertEquals(
          new TreeSet<>(
              List.of(
                  "dispatch",
                  "event",
                  "function",
                  "plan",
                  "policy",
                  "pool",
                  "report",
                  "spec",
                  "storage",
                  "vertex",
                  "web",
                  "wiring")),
          jar.stream()
              .map(entry -> entry.getName().split("/", -1))
              .filter(path -> path.length > 3 && path[1].equals("slipway"))
              .map(path -> path[2])
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void neitherTheRuntimeNorMessagesOfOtherVersionsAreInIt() throws IOException {
    assertEquals(
        List.of(),
        names(BUNDLE.resolve("lib")).stream()
            .filter(
                name ->
                    name.matches(
                        "(picocli|java-function-invoker|functions-framework-api|cloudevents-api"
                            + "|grpc-google-cloud-aiplatform|.*v1beta1).*"))
            .toList());
  }

  @Test
  void theZipIsTheBundleAtATimeOfNoMeaning() throws IOException {
    try (ZipFile zip = new ZipFile("target/slipway-function.zip");
        Stream<Path> files = Files.walk(BUNDLE)) {
      assertEquals(
          files
              .filter(Files::isRegularFile)
              .map(file -> BUNDLE.relativize(file) + " " + TIMESTAMP)
              .sorted()
              .toList(),
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .map(entry -> entry.getName() + " " + entry.getTimeLocal())
              .sorted()
              .toList());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
