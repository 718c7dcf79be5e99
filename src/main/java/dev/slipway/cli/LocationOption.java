package dev.slipway.cli;

import picocli.CommandLine.Option;

/** Where jobs run. */
final class LocationOption {

  @Option(
      names = "--location",
      paramLabel = "REGION",
      defaultValue = "",
      description =
          "Where jobs run, such as us-central1 (default: as the persistent resource says; without one, nothing is"
              + " said of the location of keys and the like).")
  private String location;

  /** As given; empty when it was not. */
  String given() {
    return location;
  }

  /** As given, or else this. */
  String or(String otherwise) {
    return location.isEmpty() ? otherwise : location;
  }
}
