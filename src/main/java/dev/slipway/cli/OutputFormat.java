package dev.slipway.cli;

import picocli.CommandLine.Option;

/** How a command prints. */
public final class OutputFormat {

  /** For people or for programs. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  /** Whether programs read it. */
  public boolean isJson() {
    return format == Format.json;
  }
}
