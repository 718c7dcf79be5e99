package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of Jazzer's driver on a target, in a process of its own. Its whole output goes to {@code
 * target/fuzz/TARGET.log}, what it learned to {@code target/fuzz/corpus/TARGET} for the next time.
 */
final class JazzerRun {

  /** More than any input needs: what takes more is a finding. */
  private static final String HEAP = "-Xmx512m";

  /** Long, as the first input loads and instruments all classes, maybe on a busy machine. */
  private static final int TIMEOUT_SECONDS = 60;

  /** Larger ones take long to mutate; {@link HostileInputs} are there for size. */
  private static final int LONGEST_INPUT = 16384;

  private static final int MOST_FINDINGS = 20;

  private static final Pattern STATUS =
      Pattern.compile("#(\\d+)\\s+(\\w+)\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/\\S+.*");

  private final Path build;
  private final Path home;
  private final Path kept;
  private final FuzzTarget target;

  /**
   * @param home of the project
   */
  JazzerRun(Path home, FuzzTarget target) {
    this.home = home;
    this.build = home.resolve("target/fuzz");
    this.kept = home.resolve("src/test/resources/dev/slipway/fuzz/KeptInputsTestInputs/" + target);
    this.target = target;
  }

  /**
   * What came of it.
   *
   * @param executions inputs tried
   * @param coverage edges of our code and of the parsers that were taken
   * @param inputs that each covered something new
   * @param findings files that were kept because they break a promise
   * @param exitCode of the process
   */
  record FuzzResult(
      long executions, long coverage, long inputs, Set<String> findings, int exitCode) {

    String told(FuzzTarget target, int minutes) {
      String figures =
          "%s: %d min, %,d executions, %,d edges covered by %,d inputs, %d findings"
              .formatted(target, minutes, executions, coverage, inputs, findings.size());
      return Stream.concat(
              Stream.of(figures),
              findings.stream()
                  .map(file -> "try again: slipway fuzz " + target + " --input " + file))
          .collect(Collectors.joining("\n"));
    }
  }

  /** Runs it to its end, and tells how far it has come. */
  FuzzResult run(int minutes, Consumer<String> tell) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(build.resolve("corpus/" + target));
    Files.createDirectories(kept);
    Files.writeString(build.resolve("dictionary"), Dictionary.text());
    Set<String> before = files();
    Process jazzer = new ProcessBuilder(command(corpus, minutes)).redirectErrorStream(true).start();
    jazzer.getOutputStream().close();
    Matcher last = STATUS.matcher("#0 NONE cov: 0 ft: 0 corp: 0/0b");
    last.matches();
    try (BufferedReader lines = jazzer.inputReader(UTF_8);
        Writer log = Files.newBufferedWriter(build.resolve(target + ".log"))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(line + "\n");
        log.flush();
        Matcher status = STATUS.matcher(line);
        if (status.matches()) {
          last = status;
        }
        if (line.startsWith("== Java Exception") || line.contains("pulse")) {
          tell.accept(line);
        }
      }
    }
    int exitCode = jazzer.waitFor();
    Set<String> findings = files();
    findings.removeAll(before);
    return new FuzzResult(number(last, 1), number(last, 3), number(last, 5), findings, exitCode);
  }

  private static long number(Matcher status, int group) {
    return Long.parseLong(status.group(group));
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(kept)) {
      return files.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private List<String> command(Path corpus, int minutes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-XX:-OmitStackTraceInFastThrow", "-cp", classPath()));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.addAll(
        List.of(
            "--target_class=" + target.entry().getName(),
            "--instrumentation_includes=dev.slipway.**:com.google.gson.**:"
                + "com.google.protobuf.util.**:org.snakeyaml.engine.**",
            "--instrumentation_excludes=dev.slipway.fuzz.**",
            // Hooks into the thousands of other classes would make it start in minutes.
            "--custom_hook_includes=dev.slipway.**",
            // A policy's patterns are the operator's.
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
            "--keep_going=" + MOST_FINDINGS,
            "--reproducer_path=" + build));
    command.addAll(
        List.of(
            "-max_total_time=" + minutes * 60,
            "-timeout=" + TIMEOUT_SECONDS,
            "-report_slow_units=" + TIMEOUT_SECONDS,
            "-max_len=" + LONGEST_INPUT,
            "-rss_limit_mb=0",
            "-print_final_stats=1",
            "-dict=" + build.resolve("dictionary"),
            "-artifact_prefix=" + kept + File.separator));
    command.add(corpus.toString());
    command.add(kept.toString());
    target.examples().stream().map(home::resolve).map(Path::toString).forEach(command::add);
    return command;
  }

  /** Ours, and Jazzer, which the command line has no need of otherwise. */
  private String classPath() {
    return System.getProperty("java.class.path")
        + File.pathSeparator
        + build.resolve("lib")
        + File.separator
        + "*";
  }
}
