package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * {@code ./slipway bench [PART…] [--rounds N] [--publish]}: measures Slipway beside the sample
 * launcher, prints the table, and writes it with its figures and charts to {@code target/bench/};
 * and to docs/PERFORMANCE.md, if told so.
 */
public final class Bench {

  private static final List<String> PARTS = List.of("cold", "warm", "throughput", "plan", "calls");

  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int ROUNDS = 10;

  private Bench() {}

  /**
   * Measures.
   *
   * @param arguments the parts to measure, all without; how many rounds, 10 without; and whether to
   *     publish
   */
  public static void main(String[] arguments) throws Exception {
    List<String> parts = new ArrayList<>(List.of(arguments));
    int rounds = ROUNDS;
    int option = parts.indexOf("--rounds");
    if (option >= 0
        && option + 1 < parts.size()
        && parts.get(option + 1).matches("[1-9]\\d{0,3}")) {
      rounds = Integer.parseInt(parts.get(option + 1));
      parts.subList(option, option + 2).clear();
    }
    boolean publish = parts.remove("--publish");
    if (!PARTS.containsAll(parts)) {
      System.err.println(
          "usage: slipway bench [" + String.join("|", PARTS) + "] [--rounds N] [--publish]");
      System.exit(USAGE);
    }
    if (publish && !parts.isEmpty()) {
      System.err.println(
          "bench: --publish replaces all figures of docs/PERFORMANCE.md, so all parts must be"
              + " measured; leave out "
              + String.join(", ", parts));
      System.exit(USAGE);
    }
    try {
      run(parts.isEmpty() ? PARTS : parts, rounds, publish);
    } catch (IOException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(UNAVAILABLE);
    }
    // What the emulators' threads still have to do is of no interest.
    System.exit(0);
  }

  private static void run(List<String> parts, int rounds, boolean publish) throws Exception {
    LauncherBuilder builder =
        LauncherBuilder.in(Path.of(Objects.requireNonNull(System.getProperty("slipway.home"))));
    List<Jdk> jdks = Jdk.all();
    List<ResultRow> rows = new ArrayList<>();
    Map<String, String> machine = machine(jdks);
    for (String part : parts) {
      System.err.println("bench: " + part + " ...");
      rows.addAll(
          switch (part) {
            case ColdStart.NAME -> new ColdStart(builder, jdks, rounds).rows();
            case WarmLatency.NAME -> new WarmLatency(builder, jdks.get(0), rounds).rows();
            case Throughput.NAME -> new Throughput(builder, jdks.get(0)).rows();
            case PlanningCost.NAME -> PlanningCost.rows();
            default -> new CallCounts(builder, jdks.get(0)).rows();
          });
      // After each part: what one has found is not lost by the next one's failure.
      new BenchReport(machine, rows).write(builder.results());
    }
    BenchReport report = new BenchReport(machine, rows);
    if (publish) {
      Path docs = builder.home().resolve("docs");
      report.publish(
          builder.results(), docs.resolve("PERFORMANCE.md"), docs.resolve("performance"));
    }
    System.out.println(report.table());
  }

  private static Map<String, String> machine(List<Jdk> jdks) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processors", Runtime.getRuntime().availableProcessors() + " × " + processor());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("JDKs", jdks.stream().map(Jdk::name).collect(Collectors.joining(", ")));
    return facts;
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.replaceFirst(".*: ", ""))
            .findFirst()
            .orElse(System.getProperty("os.arch"))
        : System.getProperty("os.arch");
  }
}
