package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.report.SafeText;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import dev.slipway.storage.BucketStatusIndex;
import dev.slipway.storage.StateNames;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells where specs stand. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Tells where a spec stands, or all of them.",
      "Asks 'slipway local', or with --project a deployment.",
      ""
    },
    footer = {
      "",
      "Ends with 0, or 1 when there is no such status. docs/COMMANDS.md describes the output.",
      "",
      "Examples:",
      "  slipway status",
      "  slipway status team-a/",
      "  slipway status team-a/train.json",
      "  slipway status _pubsub/nightly-7 --project my-project",
      "  slipway status --output json 7ef2b6f0c1d94b0a8d2f3c4e5a6b7c8d"
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME|ID",
      arity = "0..1",
      defaultValue = "",
      description =
          SubmissionName.DESCRIPTION
              + " With a slash at its end, all whose names begin so; without it, all there are.")
  private String name;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Deployment deployment = option.deployment()) {
      int code =
          name.isEmpty() || name.endsWith("/")
              ? list(deployment, name, out)
              : show(deployment, new SubmissionName(name), out);
      out.flush();
      return code;
    }
  }

  private int show(Deployment deployment, SubmissionName which, PrintWriter out) {
    Optional<Status> status = new Lookup(deployment).status(which);
    if (status.isEmpty()) {
      deployment.requireState(
          which.isExact()
              ? StateNames.STATUS
              : StateNames.status(which.submission(deployment.address().specs().bucket())));
      spec.commandLine()
          .getErr()
          .println(
              "there is no status of "
                  + SafeText.one(which.text())
                  + "; './slipway status' lists all there are");
      return 1;
    }
    out.print(
        output.isJson()
            ? StatusJson.write(status.get())
            : Paint.asAsked().states(StatusText.of(status.get())));
    return 0;
  }

  private int list(Deployment deployment, String prefix, PrintWriter out) {
    String specBucket = deployment.address().specs().bucket();
    String below = prefix.isEmpty() ? "" : new SubmissionName(prefix).folder(specBucket);
    List<StatusIndex.ListedStatus> entries =
        deployment
            .answered(
                () -> new BucketStatusIndex(deployment.state(), below).list(Integer.MAX_VALUE))
            .entries()
            .stream()
            .sorted(
                Comparator.comparing(
                    (StatusIndex.ListedStatus each) -> SubmissionName.of(each, specBucket)))
            .toList();
    out.print(output.isJson() ? json(entries) : text(entries, specBucket));
    return 0;
  }

  private static String text(List<StatusIndex.ListedStatus> entries, String specBucket) {
    Table table = new Table("spec", "state", "since");
    entries.forEach(
        each -> table.row(SubmissionName.of(each, specBucket), state(each), each.updated()));
    return Paint.asAsked().states(table.toString());
  }

  private static String state(StatusIndex.ListedStatus entry) {
    return entry.state().map(State::name).orElse("?");
  }

  private static String json(List<StatusIndex.ListedStatus> entries) {
    JsonArray statuses = new JsonArray();
    for (StatusIndex.ListedStatus each : entries) {
      JsonObject json = new JsonObject();
      json.addProperty("bucket", each.bucket());
      json.addProperty("object", each.object());
      json.addProperty("id", each.id());
      json.addProperty("state", state(each));
      json.addProperty("updated", each.updated().toString());
      statuses.add(json);
    }
    JsonObject document = Reports.document();
    document.add("statuses", statuses);
    return Reports.text(document);
  }
}
