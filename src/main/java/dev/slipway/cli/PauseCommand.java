package dev.slipway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pauses launching. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Pauses launching.",
      "In 'slipway local', or with --project in a deployment, where it takes an operator. Specs are still taken in and"
          + " jobs followed; nothing is launched until 'slipway resume'. Paused time is no waiting time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  slipway pause",
      "  slipway pause --reason 'the resource is rebooted at noon' --project my-project"
    })
final class PauseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, for those whose specs wait; shown in their statuses.")
  private String reason;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    Deployment deployment = option.deployment();
    boolean isNew = deployment.answered(() -> deployment.requests().pause(reason));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        output.isJson()
            ? PauseJson.of(deployment.answered(() -> deployment.control().pause()), isNew)
            : text(isNew));
    out.flush();
    return 0;
  }

  private String text(boolean isNew) {
    return isNew
        ? "launching is paused; './slipway resume' ends that\n"
        : "launching was paused already"
            + (reason.isEmpty() ? "" : "; to give another reason, './slipway resume' first")
            + "\n";
  }
}
