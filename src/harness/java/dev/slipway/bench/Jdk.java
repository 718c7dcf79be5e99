package dev.slipway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK to measure on.
 *
 * @param home its folder
 * @param version its feature version
 * @param name as it calls itself, for the table
 */
record Jdk(Path home, int version, String name) {

  /** The newest that we support besides the one that the project is built for. */
  private static final int NEWEST = 25;

  private static final Pattern VERSION = Pattern.compile("version \"(\\d+)[^\"]*\"");

  Path java() {
    return home.resolve("bin/java");
  }

  /** The one that runs this, and the newest that we support if this machine has it. */
  static List<Jdk> all() throws IOException, InterruptedException {
    Jdk own = of(Path.of(System.getProperty("java.home"))).orElseThrow();
    List<Jdk> jdks = new ArrayList<>(List.of(own));
    if (own.version() < NEWEST) {
      newest().ifPresent(jdks::add);
    }
    return jdks;
  }

  private static Optional<Jdk> newest() throws IOException, InterruptedException {
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of).ifPresent(homes::add);
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> folders = Files.list(installed)) {
        folders.filter(folder -> folder.toString().contains("25")).sorted().forEach(homes::add);
      }
    }
    for (Path home : homes) {
      Optional<Jdk> jdk = of(home).filter(found -> found.version() == NEWEST);
      if (jdk.isPresent()) {
        return jdk;
      }
    }
    return Optional.empty();
  }

  private static Optional<Jdk> of(Path home) throws IOException, InterruptedException {
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    Process process =
        new ProcessBuilder(home.resolve("bin/java").toString(), "-version")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher version = VERSION.matcher(said);
    return version.find()
        ? Optional.of(
            new Jdk(
                home,
                Integer.parseInt(version.group(1)),
                said.lines().skip(1).findFirst().orElse(said).strip()))
        : Optional.empty();
  }
}
