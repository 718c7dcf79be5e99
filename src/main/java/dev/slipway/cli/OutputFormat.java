package dev.slipway.cli;

import picocli.CommandLine.Option;

/** How a command prints. */
public final class OutputFormat {

  /** For people or for programs. */
  enum Syntax {
    text,
    json
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Syntax format = Syntax.text;

  /** Whether programs read it. */
  public boolean isJson() {
    return format == Syntax.json;
  }
}
