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
      "Pauses launching in 'slipway local': specs are still taken in, jobs that run are still followed,",
      "and nothing is launched until 'slipway resume'. Time in which launching is paused does not count",
      "as waiting time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  slipway pause",
      "  slipway pause --reason 'the resource is rebooted at noon'"
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

  @Override
  public Integer call() {
    Deployment deployment = option.deployment();
    boolean isNew = deployment.answered(() -> deployment.control().pause(reason));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        isNew
            ? "launching is paused; './slipway resume' ends that"
            : "launching was paused already"
                + (reason.isEmpty() ? "" : "; to give another reason, './slipway resume' first"));
    out.flush();
    return 0;
  }
}
