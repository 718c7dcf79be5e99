package dev.slipway.cli;

import dev.slipway.cli.doctor.DoctorCommand;
import dev.slipway.cli.local.Demo;
import dev.slipway.cli.local.Local;
import dev.slipway.cli.watch.WatchCommand;
import dev.slipway.report.SafeText;
import dev.slipway.text.Nearest;
import dev.slipway.wiring.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "slipway",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = {
      "Launches Vertex AI custom jobs onto persistent resources: once, in turn, explained.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "For developers, from the test class path: simulate, chaos, fuzz.",
      "Exit codes: 64 usage, 69 service unavailable, 70 bug."
    },
    subcommands = {
      CheckCommand.class,
      PlanCommand.class,
      PoolsCommand.class,
      NewCommand.class,
      SchemaCommand.class,
      Demo.class,
      Local.class,
      Submit.class,
      StatusCommand.class,
      QueueCommand.class,
      CancelCommand.class,
      WatchCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {

  /** Something outside does not answer, or cannot be had. */
  static final int UNAVAILABLE = 69;

  private static final int USAGE = 64;
  private static final int BUG = 70;

  /** Examples are to be copied: they should not be broken. */
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  private final Map<String, String> variables;

  /**
   * @param variables of the environment
   */
  Main(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The variables of the environment, for any command. */
  public static Map<String, String> variables(CommandSpec command) {
    return ((Main) command.root().userObject()).variables;
  }

  /** Runs a command and ends with its exit code. */
  public static void main(String[] arguments) {
    // Google's clients tell what only concerns themselves.
    Logger.getLogger("").setLevel(Level.WARNING);
    System.exit(commandLine(Environment.variables()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> variables) {
    return new CommandLine(new Main(variables))
        .setUsageHelpWidth(HELP_WIDTH)
        .setExecutionExceptionHandler(Main::failed)
        .setExitCodeExceptionMapper(thrown -> BUG)
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              say(wrong);
              return USAGE;
            });
  }

  /** Without a command, the whole usage; after a wrong option, only where to find it. */
  private static void say(ParameterException wrong) {
    CommandLine commandLine = wrong.getCommandLine();
    CommandSpec spec = commandLine.getCommandSpec();
    Optional<String> unknown = spec.parent() == null ? unknownCommand(wrong) : Optional.empty();
    commandLine.getErr().println(shown(unknown.orElse(wrong.getMessage())));
    if (spec.parent() == null && unknown.isEmpty()) {
      commandLine.usage(commandLine.getErr());
    } else {
      commandLine.getErr().println("'" + spec.qualifiedName() + " --help' says how it is used");
    }
  }

  private static Optional<String> unknownCommand(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
      return Optional.empty();
    }
    String name = unmatched.getUnmatched().get(0);
    List<String> known = List.copyOf(wrong.getCommandLine().getSubcommands().keySet());
    String meant =
        Nearest.to(name, known)
            .map(nearest -> "nearest: " + nearest)
            .orElse("there are " + String.join(", ", known));
    return Optional.of("there is no command '%s'; %s".formatted(name, meant));
  }

  private static int failed(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (thrown instanceof Unavailable) {
      commandLine.getErr().println(shown(thrown.getMessage()));
      return UNAVAILABLE;
    }
    commandLine.getErr().println("This is a bug in Slipway; please report it with what follows:");
    thrown.printStackTrace(commandLine.getErr());
    return BUG;
  }

  /** Without what a terminal would obey: messages repeat what was typed. */
  private static String shown(@Nullable String message) {
    return String.valueOf(message).lines().map(SafeText::one).collect(Collectors.joining("\n"));
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
