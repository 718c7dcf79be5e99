package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "  render-template train.yaml.tmpl | slipway check --output json -"
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SpecFiles specs;
  @Mixin private LocationOption location;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    return Reports.print(
        specs.check(location.or("", Main.variables(spec)), "").stream().map(Report::of).toList(),
        output.isJson(),
        spec.commandLine().getOut());
  }
}
