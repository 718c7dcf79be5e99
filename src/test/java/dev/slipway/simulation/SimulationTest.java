package dev.slipway.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.simulation.Simulation.SeedResult;
import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proof: nothing breaks, and what could break it does happen. */
@Tag("slow")
final class SimulationTest {

  /** More every night: {@code -Pnightly}. */
  private static final int SEEDS = Integer.getInteger("slipway.simulation.seeds", 2000);

  /** Seen once in a thousand seeds; {@link ProtectionTest} shows that it matters. */
  private static final CoveragePoint RARE = CoveragePoint.LAUNCH_GAVE_WAY;

  @Test
  void simulatesThousandsOfSeedsWithoutAViolation() {
    SeedRunner runner =
        new SeedRunner(Optional.empty(), Optional.empty(), statistics -> {}, outcome -> {});
    runner.run(1, SEEDS);
    System.out.println(runner.figures().summary());
    assertEquals(
        "",
        runner.violations().stream().map(SeedRunner::describe).collect(Collectors.joining("\n")));
    assertEquals(
        List.of(),
        Arrays.stream(CoveragePoint.values())
            .filter(point -> point != RARE && runner.figures().seedsWith(point) == 0)
            .toList(),
        "never seen");
  }

  @Test
  void aSeedReplaysExactly() {
    for (long seed = 1; seed <= 20; seed++) {
      SeedResult once = Simulation.run(seed, Optional.empty());
      SeedResult again = Simulation.run(seed, Optional.empty());
      assertEquals(once.history(), again.history());
      assertEquals(once.fingerprint(), again.fingerprint());
    }
  }

  @Test
  void aSeedReplaysExactlyWhileOthersRun() {
    SeedResult alone = Simulation.run(7, Optional.empty());
    List<SeedResult> together =
        List.of(7L, 8L, 7L, 9L).parallelStream()
            .map(seed -> Simulation.run(seed, Optional.empty()))
            .toList();
    assertEquals(alone.history(), together.get(0).history());
    assertEquals(alone.history(), together.get(2).history());
  }

  @Test
  void aSeedReplaysExactlyInAnotherProcess() throws Exception {
    Set<String> orders = new TreeSet<>();
    Set<List<String>> fingerprints = new LinkedHashSet<>();
    while (orders.size() < 2) {
      List<String> lines = fingerprints("1-60", "238924");
      orders.add(lines.get(0));
      fingerprints.add(lines.subList(1, lines.size()));
    }
    assertEquals(List.of(61), fingerprints.stream().map(List::size).toList());
  }

  @Test
  void seedsDiffer() {
    long one = Simulation.run(1, Optional.empty()).fingerprint();
    long other = Simulation.run(2, Optional.empty()).fingerprint();
    assertNotEquals(one, other);
  }

  private static List<String> fingerprints(String... seeds) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Fingerprints.class.getName());
    command.addAll(List.of(seeds));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      List<String> lines = out.lines().toList();
      assertEquals(0, process.waitFor());
      return lines;
    }
  }
}
