package dev.slipway.cli;

import java.io.PrintWriter;
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
      "Resumes launching in 'slipway local' after 'slipway pause'; the next tick launches.",
      ""
    })
final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DeploymentOption option;

  @Override
  public Integer call() {
    Deployment deployment = option.deployment();
    boolean wasPaused = deployment.answered(() -> deployment.control().resume());
    if (!wasPaused) {
      deployment.requireState();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(wasPaused ? "launching goes on with the next tick" : "launching was not paused");
    out.flush();
    return 0;
  }
}
