package dev.slipway.simulation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Prints the fingerprints of seeds, for a comparison with those of another process. Java iterates
 * an immutable set or map forwards in one process and backwards in the next, as chance has it.
 */
final class Fingerprints {

  private Fingerprints() {}

  /**
   * Prints on its first line in which order this process iterates, then a line per seed.
   *
   * @param args seeds, each {@code from-to} or alone
   */
  public static void main(String[] args) {
    System.out.println(String.join("", Set.of("a", "b")));
    for (String arg : args) {
      String[] ends = arg.split("-", -1);
      LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
          .mapToObj(seed -> seed + " " + Simulation.run(seed, Optional.empty()).fingerprint())
          .forEach(System.out::println);
    }
  }
}
