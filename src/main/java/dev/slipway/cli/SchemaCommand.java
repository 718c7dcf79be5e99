package dev.slipway.cli;

import dev.slipway.vertex.tools.EditorSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a JSON Schema of specs. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a JSON Schema (2020-12) of specs, for editors.",
      "They complete names by it and mark mistakes while you write. What counts is what 'slipway"
          + " check' says: it also takes null, and knows the rules between fields.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  slipway schema > custom-job.schema.json",
      "  slipway schema --snake-case --of custom-job-spec > gcloud-config.schema.json",
      "",
      "Visual Studio Code finds it by \"json.schemas\" in its settings, or for YAML by a first"
          + " line",
      "  # yaml-language-server: $schema=custom-job.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--of",
      paramLabel = "DOCUMENT",
      defaultValue = "custom-job",
      converter = DocumentNames.class,
      completionCandidates = DocumentNames.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private EditorSchema.Root document;

  @Option(
      names = "--snake-case",
      description = "Names as job_spec instead of jobSpec. Specs may mix both, a schema does not.")
  private boolean isSnakeCase;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(EditorSchema.of(document, isSnakeCase));
    out.flush();
    return 0;
  }
}
