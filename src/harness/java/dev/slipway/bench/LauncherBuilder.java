package dev.slipway.bench;

import dev.slipway.bench.baseline.SampleLauncher;
import dev.slipway.bench.floor.FloorLauncher;
import dev.slipway.function.PushFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the launchers to compare, below {@code target/bench/}. The sample's jars are fetched by
 * Maven, once: nothing is left out of them.
 *
 * @param home the project's folder, with its bundle
 * @param folder where things are made
 */
record LauncherBuilder(Path home, Path folder) {

  /**
   * What the JVM takes for the machine's memory: the limit of an instance, see
   * terraform/variables.tf.
   */
  static final String CONTAINER = "-XX:MaxRAM=1g";

  private static final String PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

  static LauncherBuilder in(Path home) {
    return new LauncherBuilder(home, home.resolve("target/bench"));
  }

  /** Where results go. */
  Path results() {
    return folder;
  }

  /** Where the launchers' output goes. */
  Path logs() {
    return folder.resolve("logs");
  }

  /** The sample launcher, with the JVM's own defaults, as samples are deployed. */
  LauncherCommand baseline(Jdk jdk) throws IOException, InterruptedException {
    Path arguments = folder.resolve("baseline.args");
    Files.writeString(
        arguments,
        "-cp\n%s:%s\ncom.google.cloud.functions.invoker.runner.Invoker\n"
            .formatted(invoker(), baselineClassPath()));
    return baseline("baseline-" + jdk.version(), jdk, arguments);
  }

  /** The sample launcher as Cloud Functions starts it. */
  LauncherCommand baselineInCloudFunctions(Jdk jdk) throws IOException, InterruptedException {
    Path arguments = folder.resolve("baseline-functions.args");
    writeFunctionArguments(arguments, baselineClassPath());
    return baseline("baseline-functions-" + jdk.version(), jdk, arguments);
  }

  private static LauncherCommand baseline(String name, Jdk jdk, Path arguments) {
    return new LauncherCommand(
        name, SampleLauncher.class.getName(), jdk.java(), arguments, List.of());
  }

  private String baselineClassPath() throws IOException, InterruptedException {
    Path lib = baselineJars();
    Path own = folder.resolve("baseline.jar");
    writeJar(own, SampleLauncher.class.getPackageName());
    return Stream.concat(Stream.of(own), sorted(lib).stream())
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  /** Where the sample's jars are. */
  Path baselineJars() throws IOException, InterruptedException {
    Path lib = folder.resolve("baseline");
    if (!Files.isDirectory(lib)) {
      run(
          Map.of(),
          "mvn",
          "-q",
          "-B",
          "-f",
          home.resolve("src/test/baseline/pom.xml").toString(),
          PLUGIN,
          "-DincludeScope=runtime",
          "-DoutputDirectory=" + lib);
    }
    return lib;
  }

  /** Slipway as its container has it, but without a class archive. */
  LauncherCommand slipway(Jdk jdk) throws IOException, InterruptedException {
    return ours("slipway-" + jdk.version(), jdk);
  }

  /**
   * Slipway as Cloud Functions starts it: by another version of the framework, which loads it with
   * a class loader of its own.
   */
  LauncherCommand inCloudFunctions(Jdk jdk) throws IOException, InterruptedException {
    LauncherCommand plain = ours("slipway-functions-" + jdk.version(), jdk);
    Path arguments = place(plain.name()).resolve("functions.args");
    writeFunctionArguments(
        arguments, place(plain.name()).resolve("slipway-function.jar").toString());
    List<String> options =
        Stream.concat(
                plain.options().stream(),
                Files.readAllLines(plain.arguments()).stream()
                    .takeWhile(line -> !line.equals("-cp")))
            .toList();
    return new LauncherCommand(plain.name(), plain.function(), plain.java(), arguments, options);
  }

  private void writeFunctionArguments(Path arguments, String classPath) throws IOException {
    Files.createDirectories(folder);
    Path framework = invokerIn(home.resolve("target/runtime"));
    Files.writeString(arguments, "-jar\n%s\n--classpath\n%s\n".formatted(framework, classPath));
  }

  /** Slipway as its container has it, with an archive that this very JVM was trained to make. */
  LauncherCommand archived(Jdk jdk) throws IOException, InterruptedException {
    LauncherCommand launcher = ours("slipway-archive-" + jdk.version(), jdk);
    run(
        Map.of("JAVA_HOME", jdk.home().toString()),
        home.resolve("function/container/train").toString(),
        place(launcher.name()).toString());
    return launcher;
  }

  /**
   * The floor, started as such a launcher is, from its archive if it has one: a class path may be
   * longer than the one that an archive was trained with.
   */
  LauncherCommand floor(LauncherCommand ours) throws IOException {
    Path jar = folder.resolve("floor.jar");
    writeJar(jar, FloorLauncher.class.getPackageName());
    Path arguments = ours.arguments().resolveSibling("floor.args");
    Files.writeString(
        arguments, Files.readString(ours.arguments()).replaceFirst("(?m)^-cp\n.*", "$0:" + jar));
    return new LauncherCommand(
        "floor-of-" + ours.name(),
        FloorLauncher.class.getName(),
        ours.java(),
        arguments,
        ours.options());
  }

  private LauncherCommand ours(String name, Jdk jdk) throws IOException, InterruptedException {
    Path place = place(name);
    delete(place);
    run(
        Map.of(),
        home.resolve("function/container/lay-out").toString(),
        home.resolve("target/function").toString(),
        invoker().toString(),
        place.toString());
    return new LauncherCommand(
        name,
        PushFunction.class.getName(),
        jdk.java(),
        place.resolve("java.args"),
        List.of(CONTAINER));
  }

  private Path place(String name) {
    return folder.resolve(name);
  }

  private Path invoker() throws IOException {
    return invokerIn(home.resolve("target/cli/lib"));
  }

  private static Path invokerIn(Path jars) throws IOException {
    return sorted(jars).stream()
        .filter(jar -> jar.getFileName().toString().startsWith("java-function-invoker-"))
        .findFirst()
        .orElseThrow();
  }

  private void run(Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).inheritIO();
    builder.environment().putAll(variables);
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit);
    }
  }

  /** The classes of a package, from the class path, in a jar of their own. */
  private static void writeJar(Path jar, String packageName) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    Path root =
        Path.of(SampleLauncher.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    for (Path file : sorted(root.resolve(packageName.replace('.', '/')))) {
      classes.put(root.relativize(file).toString(), Files.readAllBytes(file));
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
