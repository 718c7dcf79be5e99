package dev.slipway.cli;

import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.plan.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what would become of specs uploaded now. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says what would become of specs uploaded now, and why.",
      "Launched, and on which resource pools; waiting, and for what; or rejected, and how they"
          + " differ from the nearest pool. Changes nothing. A file says what is in use by"
          + " usedReplicaCount alone; live, all jobs count, and so does who waits already.",
      ""
    },
    footer = {
      "",
      "Ends with 0 would launch now, 1 would wait, 2 rejected; of several files the worst. The pace"
          + " of launches is left out. docs/COMMANDS.md describes the output.",
      "",
      "Examples:",
      "  gcloud ai persistent-resources describe training --region=us-central1 --format=json >"
          + " training.json",
      "  slipway plan --resource training.json --explain train.yaml",
      "  slipway plan --resource training --queue first.json second.json",
      "  slipway plan --resource training --project my-project --location us-central1 train.yaml"
    })
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SpecFiles specs;

  @Mixin private ResourceOption resource;

  @Option(
      names = "--explain",
      description = "Show each worker pool beside all resource pools, not just the nearest.")
  private boolean isExplained;

  @Option(
      names = "--queue",
      description =
          "Plan several files as if uploaded one after another, each with what those before leave;"
              + " without it each by itself.")
  private boolean isQueue;

  @Mixin private DeploymentOption deployment;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    ResourceSource.ReadResource seen =
        resource.look(deployment, OverviewPolicy.of(specs.policy(), specs.specPrefix()));
    ResourceSnapshot sight = seen.sight();
    List<SpecFiles.CheckedFile> checked = specs.check(seen.location(), sight.resource().id());
    Map<SpecFiles.CheckedFile, Decision> decisions = decide(sight, checked);
    List<Report> reports = new ArrayList<>();
    for (SpecFiles.CheckedFile each : checked) {
      reports.add(
          Optional.ofNullable(decisions.get(each))
              .map(decision -> new PlanReport(each, sight, decision, isExplained).report())
              .orElseGet(() -> Report.of(each)));
    }
    return Reports.print(reports, output.isJson(), spec.commandLine().getOut());
  }

  private static ResourceSnapshot.Newcomer newcomer(
      SpecFiles.CheckedFile checked, ResourceSnapshot sight) {
    return new ResourceSnapshot.Newcomer(
        checked.reading().spec().orElseThrow(),
        checked.reading().priority(),
        checked.context().unfit(sight.resource()));
  }

  /** What is wrong by itself is refused before any resource is looked at. */
  private Map<SpecFiles.CheckedFile, Decision> decide(
      ResourceSnapshot sight, List<SpecFiles.CheckedFile> checked) {
    List<SpecFiles.CheckedFile> valid =
        checked.stream().filter(each -> each.reading().isValid()).toList();
    List<ResourceSnapshot.Newcomer> newcomers =
        valid.stream().map(each -> newcomer(each, sight)).toList();
    List<Decision> decisions =
        isQueue
            ? sight.plan(newcomers)
            : newcomers.stream().map(List::of).map(sight::plan).map(one -> one.get(0)).toList();
    Map<SpecFiles.CheckedFile, Decision> bySpec = new HashMap<>();
    for (int i = 0; i < valid.size(); i++) {
      bySpec.put(valid.get(i), decisions.get(i));
    }
    return bySpec;
  }
}
