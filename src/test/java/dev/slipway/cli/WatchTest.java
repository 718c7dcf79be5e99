package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.cli.watch.WatchCommand;
import dev.slipway.cli.watch.WatchPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
final class WatchTest {

  private TestDeployment deployment;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    deployment = TestDeployment.start(folder);
    deployment.upload("team-a/gpu.json", "single-gpu");
    deployment.upload("cpu.json", "single-node-cpu");
    for (int i = 1; i <= 6; i++) {
      deployment.upload("team-b/wait-" + i + ".json", "waits-for-the-gpu");
    }
  }

  @AfterEach
  void end() {
    deployment.close();
  }

  @Test
  void wherePipedItIsOnePlainPicture() {
    CommandLines.CommandLineResult result = deployment.run("watch");

    assertEquals("", result.err());
    assertEquals(
        """
        Slipway, my-project/us-central1, TIME

        training is RUNNING
          pool  use             # in use  + soon  = reserved  . free  may grow by
          cpu   [##......]             1       0           0       3            0
          a100  [########]             1       0           0       0            0
          l4    [....        ]         0       0           0       2            4

        Waiting: 6
        """,
        steady(result.out()).replaceAll("(?s)(Waiting: 6\n).*", "$1"));
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.get(9).startsWith("  place  spec")
            && lines
                .get(10)
                .matches(" +1  team-b/wait-1.json +0  \\d+ (s|min) +1 replica asked .* 1 missing"),
        result.out());
    assertEquals("Launched: 2", lines.get(17));
    assertEquals("Ended lately: nothing", lines.get(22));
    assertEquals(23, lines.size());
  }

  @Test
  void whatWasRefusedIsToldWithTheMendForEachProblem() throws IOException {
    deployment.upload("team-b/wrong.json", "wrong-disk");

    String printed = deployment.run("watch --once").out();

    assertEquals(
        """
        Ended lately: 1
          state     spec               ended
          REJECTED  team-b/wrong.json  SHORT ago
            jobSpec.workerPoolSpecs[0].diskSpec.bootDiskType: pd-standard asked, pool "a100" has pd-ssd
              Make it pd-ssd …
            jobSpec.workerPoolSpecs[0].diskSpec.bootDiskSizeGb: 100 asked, pool "a100" has 200
              Make it 200 …
        """,
        printed
            .substring(printed.indexOf("Ended lately"))
            .replaceAll(" +\\d+ (s|min) ago", "  SHORT ago")
            .replaceAll("(Make it \\S+) .*", "$1 …"));
  }

  @Test
  void howEverythingEndedIsToldInTheWordsOfTheStatus() throws IOException {
    deployment.upload("team-b/wrong.json", "wrong-disk");
    deployment.run("cancel team-b/wait-6.json");
    deployment.tick();

    String status = deployment.run("status team-b/wait-6.json").out();
    String picture = deployment.run("watch --once").out();

    List<String> why =
        status.lines().dropWhile(line -> !line.endsWith("because:")).skip(1).limit(2).toList();
    assertTrue(picture.contains("  WITHDRAWN  team-b/wait-6.json  "), picture);
    assertTrue(picture.contains("  " + why.get(0) + "\n  " + why.get(1) + "\n"), picture);
  }

  @Test
  void aSmallScreenShowsTheFirstAndCountsTheRest() {
    List<String> lines = picture(60, 20);

    assertEquals(20, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 60), lines::toString);
    assertTrue(lines.get(0).endsWith("; q ends this") || lines.get(0).endsWith("…"), lines.get(0));
    assertTrue(lines.contains("Waiting: 6"), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.matches("  … and \\d more")), lines::toString);
    assertTrue(lines.contains("Launched: 2"), lines::toString);
  }

  @Test
  void whatDoesNotFitAtAllIsLeftOut() {
    assertEquals(3, picture(10, 3).size());
  }

  @Test
  void aPauseAndTroubleAreToldOnTop() {
    deployment.run("pause --reason noon");

    List<String> lines =
        new WatchPicture("here", TestDeployment.SPECS, 0)
            .withTrouble(
                new WatchPicture.Content(deployment.overview(), List.of()),
                0,
                "no answer\nask somebody");

    assertEquals(List.of("no answer", "ask somebody"), lines.subList(1, 3));
    assertTrue(lines.get(3).startsWith("launching is paused since "), lines::toString);
    assertTrue(lines.get(3).endsWith(": noon"), lines::toString);
  }

  @Test
  void agesAreShort() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    assertEquals("0 s", WatchCommand.ago(now.plusSeconds(5), now));
    assertEquals("119 s", WatchCommand.ago(now.minusSeconds(119), now));
    assertEquals("119 min", WatchCommand.ago(now.minusSeconds(119 * 60 + 59), now));
    assertEquals("47 h", WatchCommand.ago(now.minusSeconds(47 * 3600), now));
    assertEquals("2 d", WatchCommand.ago(now.minusSeconds(48 * 3600), now));
  }

  @Test
  void lookingTooOftenIsAWrongUsage() {
    assertEquals(
        "--every is PT0.1S; it must be at least PT0.5S",
        deployment.run("watch --every PT0.1S").err().lines().findFirst().orElse(""));
  }

  private List<String> picture(int columns, int rows) {
    return new WatchPicture("my-project/us-central1", TestDeployment.SPECS, columns)
        .of(new WatchPicture.Content(deployment.overview(), List.of()), rows);
  }

  private static String steady(String printed) {
    return printed.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\S+Z", "TIME");
  }
}
