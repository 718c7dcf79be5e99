package dev.slipway.simulation;

import dev.slipway.simulation.Simulation.SeedResult;
import dev.slipway.simulation.mutation.Protection;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slipway simulate}: runs seeds of the deterministic simulation. */
@Command(
    name = "slipway simulate",
    mixinStandardHelpOptions = true,
    description = "Runs Slipway in a simulated cloud where everything goes wrong, by seeds.",
    footer = {"", "Exit codes: 0 no violation, 1 violations, 64 usage."})
final class Simulate implements Callable<Integer> {

  private static final int VIOLATIONS = 1;
  private static final int USAGE = 64;

  /** Of so many seeds that break the histories are told; of the others the numbers. */
  private static final int TOLD = 5;

  @Spec private CommandSpec spec;

  @Option(names = "--seeds", paramLabel = "N", description = "How many (${DEFAULT-VALUE}).")
  private long seeds = 2000;

  @Option(names = "--first", paramLabel = "SEED", description = "The first (${DEFAULT-VALUE}).")
  private long first = 1;

  @Option(
      names = "--mutation",
      paramLabel = "NAME",
      description =
          "Takes one protection away: mark-compare, list-before-create, reservations, ...")
  private Optional<String> mutation = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "TRAIT",
      description = "Skips the seeds that have not this trait: tight, ...")
  private Optional<String> only = Optional.empty();

  @Option(
      names = "--history",
      paramLabel = "SEED",
      description = "Runs only this one, and prints all that happened.")
  private Optional<Long> history = Optional.empty();

  private Simulate() {}

  /** Runs the command and ends with its exit code. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Simulate());
    command.setParameterExceptionHandler(
        (wrong, given) -> {
          command.getErr().println(wrong.getMessage());
          command.getErr().println("'slipway simulate --help' says how it is used");
          return USAGE;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds must be 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    Optional<Protection> without = mutation.map(this::protection);
    return history.isPresent() ? one(out, history.get(), without) : many(out, without);
  }

  private Protection protection(String name) {
    return Arrays.stream(Protection.values())
        .filter(protection -> protection.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no mutation \""
                        + name
                        + "\"; there are "
                        + Arrays.toString(Protection.values())));
  }

  private Trait trait(String name) {
    return Arrays.stream(Trait.values())
        .filter(trait -> trait.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no trait \"" + name + "\"; there are " + Arrays.toString(Trait.values())));
  }

  private static int one(PrintWriter out, long seed, Optional<Protection> without) {
    SeedResult outcome = Simulation.run(seed, without);
    out.println(outcome.scenario());
    outcome.history().forEach(out::println);
    out.println("seed " + seed + ": " + outcome.violation().orElse("no violation"));
    out.flush();
    return outcome.violation().isPresent() ? VIOLATIONS : 0;
  }

  private int many(PrintWriter out, Optional<Protection> without) {
    long began = System.nanoTime();
    SeedRunner runner =
        new SeedRunner(
            without,
            only.map(this::trait),
            statistics -> tell(out, statistics, seeds),
            outcome -> broke(out, outcome));
    runner.run(first, seeds);
    runner.violations().stream()
        .limit(TOLD)
        .forEach(outcome -> out.println(SeedRunner.describe(outcome)));
    out.print(runner.figures().table());
    out.println("took " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    out.println(runner.figures().summary());
    out.flush();
    return runner.violations().isEmpty() ? 0 : VIOLATIONS;
  }

  private static void broke(PrintWriter out, SeedResult outcome) {
    out.println("seed " + outcome.seed() + " breaks: " + outcome.violation().orElse("nothing"));
    out.flush();
  }

  private static void tell(PrintWriter out, RunStatistics statistics, long of) {
    if (statistics.seeds() % 1000 == 0) {
      out.println(statistics.summary() + " of " + of + " seeds");
      out.flush();
    }
  }
}
