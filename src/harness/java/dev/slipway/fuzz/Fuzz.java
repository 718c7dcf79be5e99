package dev.slipway.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code slipway fuzz}: looks for input that breaks a promise. */
@Command(
    name = "slipway fuzz",
    mixinStandardHelpOptions = true,
    description = "Tries input of one kind, guided by coverage; keeps what breaks a promise.",
    footer = {"", "Exit codes: 0 nothing found, 1 findings, 64 usage, 70 the fuzzer failed."})
final class Fuzz implements Callable<Integer> {

  private static final int FINDINGS = 1;
  private static final int USAGE = 64;
  private static final int BUG = 70;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TARGET",
      description = "One of event, json, yaml, arguments, policy, record.")
  private String target = "";

  @Option(names = "--minutes", paramLabel = "M", description = "How long (${DEFAULT-VALUE}).")
  private int minutes = 5;

  @Option(names = "--input", paramLabel = "FILE", description = "Tries only this one, here.")
  private Optional<Path> input = Optional.empty();

  private Fuzz() {}

  /** Runs the command and ends with its exit code. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Fuzz());
    command.setParameterExceptionHandler(
        (wrong, given) -> {
          command.getErr().println(wrong.getMessage());
          command.getErr().println("'slipway fuzz --help' says how it is used");
          return USAGE;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (minutes < 1) {
      throw new ParameterException(spec.commandLine(), "--minutes must be 1 or more");
    }
    FuzzTarget chosen = chosen();
    PrintWriter out = spec.commandLine().getOut();
    if (input.isPresent()) {
      chosen.check(Files.readAllBytes(input.get()));
      out.println("nothing is wrong with " + input.get());
      return 0;
    }
    JazzerRun campaign = new JazzerRun(Path.of(System.getProperty("slipway.home", "")), chosen);
    JazzerRun.FuzzResult result = campaign.run(minutes, line -> tell(out, line));
    out.println(result.told(chosen, minutes));
    out.flush();
    if (!result.findings().isEmpty()) {
      return FINDINGS;
    }
    return result.exitCode() == 0 ? 0 : BUG;
  }

  private FuzzTarget chosen() {
    return Arrays.stream(FuzzTarget.values())
        .filter(value -> value.toString().equals(target))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no target \"%s\"; there are %s"
                        .formatted(
                            target,
                            Arrays.stream(FuzzTarget.values())
                                .map(FuzzTarget::toString)
                                .collect(Collectors.joining(", ")))));
  }

  private static void tell(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
