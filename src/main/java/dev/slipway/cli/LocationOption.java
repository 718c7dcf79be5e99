package dev.slipway.cli;

import dev.slipway.wiring.EnvironmentVariable;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where jobs run. */
final class LocationOption {

  @Option(
      names = "--location",
      paramLabel = "REGION",
      defaultValue = "",
      description =
          "Where jobs run, such as us-central1 (default: as a persistent resource in a file says, or else"
              + " SLIPWAY_LOCATION; without any, nothing is said of the location of keys and the like).")
  private String location;

  /** As given; empty when it was not. */
  String given() {
    return location;
  }

  /**
   * As given, or else this, or else as the environment has it; empty when none says.
   *
   * @param variables of the environment
   */
  String or(String otherwise, Map<String, String> variables) {
    return !location.isEmpty()
        ? location
        : otherwise.isEmpty() ? EnvironmentVariable.LOCATION.in(variables) : otherwise;
  }
}
