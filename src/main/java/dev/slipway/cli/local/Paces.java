package dev.slipway.cli.local;

import dev.slipway.emulator.vertex.JobPace;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How fast emulated jobs go, as asked on the command line. */
final class Paces {

  private Paces() {}

  /**
   * A pace that many times faster.
   *
   * @throws ParameterException when there is no such speed
   */
  static JobPace of(CommandLine commandLine, JobPace pace, double speed) {
    try {
      return pace.withSpeed(speed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(commandLine, "--speed is wrong: " + e.getMessage());
    }
  }
}
