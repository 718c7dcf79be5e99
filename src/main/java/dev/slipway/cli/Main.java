package dev.slipway.cli;

import dev.slipway.wiring.Environment;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "slipway",
    mixinStandardHelpOptions = true,
    version = "slipway 0.1.0",
    description = {
      "Launches Vertex AI custom jobs onto persistent resources: once, in turn, explained.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "For developers, from the test class path: simulate, chaos.",
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
      CompletionCommand.class
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
  static Map<String, String> variables(CommandSpec command) {
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
              wrong.getCommandLine().getErr().println(wrong.getMessage());
              sayUsage(wrong.getCommandLine());
              return USAGE;
            });
  }

  /** All commands are told at once; the options of one only to who asks. */
  private static void sayUsage(CommandLine commandLine) {
    CommandSpec spec = commandLine.getCommandSpec();
    if (spec.parent() == null) {
      commandLine.usage(commandLine.getErr());
    } else {
      commandLine.getErr().println("'" + spec.qualifiedName() + " --help' says how it is used");
    }
  }

  private static int failed(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (thrown instanceof Unavailable) {
      commandLine.getErr().println(thrown.getMessage());
      return UNAVAILABLE;
    }
    commandLine.getErr().println("This is a bug in Slipway; please report it with what follows:");
    thrown.printStackTrace(commandLine.getErr());
    return BUG;
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
