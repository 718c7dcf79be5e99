package dev.slipway.cli;

import dev.slipway.vertex.tools.ResourceDocument;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks specs before they are uploaded. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks specs as Slipway does when they are uploaded.",
      "Their format, Vertex AI's rules on jobs, and a policy. Asks nobody; whether they fit a"
          + " persistent resource, 'slipway plan' says.",
      ""
    },
    footer = {
      "",
      "Ends with 0 valid, 2 rejected; of several files the worst. docs/COMMANDS.md describes the"
          + " output.",
      "",
      "Examples:",
      "  slipway check function/examples/*.json",
      "  slipway check --policy policy.json --prefix vision/ train.yaml",
      "  slipway check --policy policy.json --resource training.json train.yaml",
      "  render-template train.yaml.tmpl | slipway check --output json -"
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SpecFiles specs;

  @Option(
      names = "--resource",
      paramLabel = "FILE",
      description =
          "A persistent resource, as 'gcloud ai persistent-resources describe --format=json' prints"
              + " it: specs that the policy keeps from it get a warning.")
  private @Nullable String resource;

  @Mixin private LocationOption location;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    Optional<ResourceDocument> described =
        Optional.ofNullable(resource).map(file -> ResourceSource.ofFile(file, spec.commandLine()));
    String where = described.map(ResourceDocument::location).orElse("");
    String id = described.map(document -> document.resource().id()).orElse("");
    return Reports.print(
        specs.check(location.or(where, Main.variables(spec)), id).stream()
            .map(checked -> Report.of(checked, described.map(ResourceDocument::resource)))
            .toList(),
        output.isJson(),
        spec.commandLine().getOut());
  }
}
