package dev.slipway.cli;

import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.Status;
import dev.slipway.dispatch.Submission;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import dev.slipway.report.Table;
import dev.slipway.storage.Layout;
import dev.slipway.storage.StoredObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells where specs stand. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {"Tells where a spec stands, or all of them, asking 'slipway local'.", ""},
    footer = {
      "",
      "Ends with 0, or 1 when there is no such status.",
      "",
      "Examples:",
      "  slipway status",
      "  slipway status team-a/train.json",
      "  slipway status --output json team-a/train.json"
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The spec's name in the bucket; without it, all are listed.")
  private @Nullable String name;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Deployment deployment = option.deployment();
    int code = name == null ? list(deployment, out) : show(deployment, name, out);
    out.flush();
    return code;
  }

  private int show(Deployment deployment, String object, PrintWriter out) {
    Optional<Status> status = status(deployment, object);
    if (status.isEmpty()) {
      deployment.requireState();
      spec.commandLine()
          .getErr()
          .println("there is no status of " + object + "; './slipway status' lists all there are");
      return 1;
    }
    out.print(output.isJson() ? StatusJson.write(status.get()) : StatusText.of(status.get()));
    return 0;
  }

  private int list(Deployment deployment, PrintWriter out) {
    String prefix = Layout.statuses(deployment.address().specs().bucket());
    Table table = new Table("spec", "state", "since");
    List<String> documents = new ArrayList<>();
    for (StoredObject object : deployment.answered(() -> deployment.state().list(prefix))) {
      String listed = object.name().substring(prefix.length());
      table.row(listed, object.metadata().getOrDefault("state", "?"), object.updated());
      if (output.isJson()) {
        status(deployment, listed).map(StatusJson::write).ifPresent(documents::add);
      }
    }
    out.print(output.isJson() ? "[" + String.join(",", documents) + "]\n" : table.toString());
    return 0;
  }

  /** The status stands under the object's name, whichever generation it is about. */
  private static Optional<Status> status(Deployment deployment, String object) {
    Submission any = new Submission(deployment.address().specs().bucket(), object, "");
    return deployment.answered(() -> deployment.statuses().read(any).map(Kept::value));
  }
}
