package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
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

  /** It was 31 MB in November 2026; each start unpacks and maps all of it. */
  private static final long MOST_BYTES = 33_000_000;

  /** As class files name them; what ends there is something else in a constant. */
  private static final Pattern VERTEX_CLASS =
      Pattern.compile("com/google/cloud/aiplatform/v1/[\\w/$]+");

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

    assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes");
  }

  /** function/vertex-client.xml and vertex-messages.xml say which are there. */
  @Test
  void everyClassOfVertexAiThatIsMentionedIsThere() throws IOException {
    Set<String> there = new TreeSet<>();
    Map<String, String> mentions = new TreeMap<>();
    for (Path jar : jarsThatMentionVertexAi()) {
      try (JarFile classes = new JarFile(jar.toFile())) {
        for (JarEntry entry : classes.stream().filter(BundleIT::isClass).toList()) {
          there.add(entry.getName());
          mentioned(classes, entry).forEach(name -> mentions.put(name, entry.getName()));
        }
      }
    }
    mentions.keySet().removeAll(there);

    assertEquals(Map.of(), mentions, "missing, and a class that mentions it");
  }

  private static List<Path> jarsThatMentionVertexAi() throws IOException {
    return Stream.concat(
            Stream.of(BUNDLE.resolve("slipway-function.jar")),
            names(BUNDLE.resolve("lib")).stream()
                .filter(name -> name.contains("aiplatform"))
                .map(BUNDLE.resolve("lib")::resolve))
        .toList();
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static List<String> mentioned(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream bytes = jar.getInputStream(entry)) {
      return VERTEX_CLASS
          .matcher(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1))
          .results()
          .map(mention -> mention.group() + ".class")
          .distinct()
          .toList();
    }
  }

  @Test
  void neitherCommandLineNorEmulatorsAreInIt() throws IOException {
    assertEquals(List.of("lib", "slipway-function.jar"), names(BUNDLE));
    try (JarFile jar = new JarFile(BUNDLE.resolve("slipway-function.jar").toFile())) {
      assertEquals(
          new TreeSet<>(
              List.of(
                  "dispatch",
                  "dispatch.check",
                  "dispatch.model",
                  "dispatch.port",
                  "dispatch.snapshot",
                  "dispatch.view",
                  "event",
                  "function",
                  "log",
                  "plan",
                  "policy",
                  "pool",
                  "problem",
                  "report",
                  "runtime",
                  "spec",
                  "storage",
                  "text",
                  "vertex",
                  "vertex.rules",
                  "vertex.schema",
                  "web",
                  "wiring")),
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith("dev/slipway/") && name.endsWith(".class"))
              .map(name -> name.substring("dev/slipway/".length(), name.lastIndexOf('/')))
              .map(name -> name.replace('/', '.'))
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
