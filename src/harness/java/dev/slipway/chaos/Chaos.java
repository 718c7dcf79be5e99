package dev.slipway.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Disturbs real function processes and audits what became of every spec at the end. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Lets function processes share the emulated services while specs are uploaded, overwritten"
          + " and deleted, processes are killed and frozen, calls fail, and events come twice, late"
          + " or never; then waits until all has ended and balances the books.",
      ""
    },
    footer = {
      "",
      "Ends with 0 if every promise was kept, else with 1; 64 usage, 69 when it cannot run, 70"
          + " bug.",
      "",
      "Examples:",
      "  slipway chaos --minutes 1 --processes 3",
      "  slipway chaos --minutes 10 --processes 4 --seed 7 --keep target/chaos --output json"
    })
public final class Chaos implements Callable<Integer> {

  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int BUG = 70;
  private static final int MOST_PROCESSES = 32;
  private static final double MOST_MINUTES = 24 * 60;

  /** On or off. */
  enum OnOff {
    on,
    off
  }

  /** For people or for programs. */
  enum SummaryFormat {
    text,
    json
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How long the storm lasts, such as 0.5; the settling comes on top (default:"
              + " ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many function processes (default: ${DEFAULT-VALUE}).")
  private int processes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Draws what happens; when exactly is up to the machine, so a run is not exactly"
              + " repeatable (default: any).")
  private @Nullable Long seed;

  @Option(
      names = "--faults",
      paramLabel = "SWITCH",
      defaultValue = "on",
      description =
          "${COMPLETION-CANDIDATES}: whether calls of the emulated services fail (default:"
              + " ${DEFAULT-VALUE}).")
  private OnOff faults = OnOff.on;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private SummaryFormat output = SummaryFormat.text;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Keep the processes' logs and the emulators' journal there.")
  private @Nullable Path keep;

  private final Path home = Path.of(System.getProperty("slipway.home", "."));

  Chaos() {}

  /** Runs it and ends with its exit code. */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Chaos())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExitCodeExceptionMapper(thrown -> BUG)
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              wrong.getCommandLine().getErr().println(wrong.getMessage());
              wrong.getCommandLine().getErr().println("'slipway chaos --help' says how it is used");
              return USAGE;
            });
  }

  @Override
  public Integer call() throws InterruptedException {
    ChaosPlan plan = plan();
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      spec.commandLine().getErr().println(missing.get());
      return UNAVAILABLE;
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean isText = output == SummaryFormat.text;
    if (isText) {
      out.println(introduction(plan));
      out.flush();
    }
    RunSummary summary;
    try (ChaosRun run = new ChaosRun(plan, isText ? line(out) : text -> {})) {
      summary = run.run();
    }
    if (isText && isTerminal()) {
      out.println();
    }
    out.print(isText ? summary.text() : summary.json());
    out.flush();
    return summary.isClean() ? 0 : 1;
  }

  private ChaosPlan plan() {
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw wrong("--minutes is %s; it must be more than 0 and at most 1440".formatted(minutes));
    }
    if (processes < 1 || processes > MOST_PROCESSES) {
      throw wrong("--processes is %d; it must be from 1 to 32".formatted(processes));
    }
    Optional<Path> folder = Optional.ofNullable(keep);
    folder.ifPresent(this::create);
    return new ChaosPlan(
        Duration.ofMillis(Math.round(minutes * 60_000)),
        processes,
        seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed,
        faults == OnOff.on,
        home,
        folder);
  }

  private void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw wrong("--keep is %s, which cannot be made: %s".formatted(folder, e));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What a run needs and has not; empty when all is there. */
  private Optional<String> missing() {
    Path bundle = home.resolve("target/function/slipway-function.jar");
    if (!Files.exists(bundle)) {
      return Optional.of(bundle + " is not there; 'mvn -DskipTests package' makes it");
    }
    return Files.exists(Path.of("/bin/kill")) || Files.exists(Path.of("/usr/bin/kill"))
        ? Optional.empty()
        : Optional.of("there is no 'kill' to freeze processes with; run this on Linux or macOS");
  }

  private static String introduction(ChaosPlan plan) {
    return "%d processes, %s s of storm, seed %d, faults %s, SLIPWAY_CANCEL_ON_DELETE=%s"
        .formatted(
            plan.processes(),
            plan.disturbed().toMillis() / 1000.0,
            plan.seed(),
            plan.hasFaults() ? "on" : "off",
            plan.cancelsOnDelete());
  }

  /** One line that is written over again and again; nothing where nobody sees it. */
  private static Consumer<String> line(PrintWriter out) {
    return text -> {
      if (isTerminal()) {
        out.print("\r\u001b[K" + text);
        out.flush();
      }
    };
  }

  private static boolean isTerminal() {
    return Boolean.getBoolean("slipway.terminal");
  }
}
