package dev.slipway.cli;

import dev.slipway.storage.StateNames;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a pause. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Resumes launching after 'slipway pause'; the next tick launches.",
      "In 'slipway local', or with --project in a deployment, where it takes an operator.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  slipway resume",
      "  slipway resume --project my-project --output json"
    })
final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    Deployment deployment = option.deployment();
    boolean wasPaused = deployment.answered(() -> deployment.requests().resume());
    if (!wasPaused) {
      deployment.requireState(StateNames.STATUS);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        output.isJson()
            ? PauseJson.of(Optional.empty(), wasPaused)
            : wasPaused ? "launching goes on with the next tick\n" : "launching was not paused\n");
    out.flush();
    return 0;
  }
}
