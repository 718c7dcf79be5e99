package dev.slipway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that lets a shell complete slipway's commands and options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  source <(slipway completion bash)",
      "  autoload -U +X compinit && compinit; source <(slipway completion zsh)",
      "  slipway completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Which shell. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    // The script for bash has what zsh needs besides.
    out.print(
        shell == Shell.fish
            ? FishCompletion.of(whole)
            : AutoComplete.bash(whole.getCommandName(), whole));
    out.flush();
    return 0;
  }
}
