package dev.slipway.cli;

import dev.slipway.dispatch.view.Overview;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what waits and what runs. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = {
      "Lists what waits, in its order and with what it waits for, and what runs.",
      "Asks 'slipway local', or with --project a deployment: its records, and the pools and jobs of"
          + " Vertex AI.",
      ""
    },
    footer = {
      "",
      "docs/COMMANDS.md describes the output.",
      "",
      "Examples:",
      "  slipway queue",
      "  slipway queue --project my-project --location us-central1",
      "  slipway queue --output json"
    })
final class QueueCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Deployment deployment = option.located()) {
      Overview seen = deployment.overview(new NoStatuses());
      String specBucket = deployment.address().specs().bucket();
      out.print(
          output.isJson()
              ? QueueJson.of(seen)
              : new QueueText(specBucket, Terminal.asTold(), Paint.asAsked()).of(seen));
      out.flush();
      return 0;
    }
  }
}
