package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The terminal view of a busy {@code slipway local}, by what its screen says. */
@Isolated
final class WatchIT {

  private static final int ROWS = 36;
  private static final int COLUMNS = 120;

  private static Path folder;
  private static BusyCloud cloud;

  @BeforeAll
  static void start(@TempDir Path temporary) {
    assumeTrue(PseudoTerminal.isThere(), PseudoTerminal.NEEDED);
    folder = temporary;
    cloud = BusyCloud.start(temporary);
  }

  @AfterAll
  static void end() {
    if (cloud != null) {
      cloud.close();
    }
  }

  @Test
  void theScreenTellsWhatRunsWhatWaitsAndWhyAndWhatWasRefusedWithItsMend()
      throws IOException, InterruptedException {
    List<String> screen = ShownScreen.of(watched(ROWS, COLUMNS, ""), ROWS, COLUMNS);

    assertEquals(
        List.of(
            "  RUNNING  speech/whisper.json",
            "  RUNNING  vision/resnet.json",
            "  RUNNING  vision/vit-large.json"),
        below(screen, "Launched: 3").stream()
            .map(line -> line.replaceAll("^(  \\S+  \\S+) .*", "$1"))
            .sorted()
            .toList());
    List<String> waits = below(screen, "Waiting: 5");
    assertEquals(
        List.of(
            "1 research/urgent-fix.json",
            "2 vision/ablation-1.json",
            "3 speech/align.json",
            "4 vision/segment.json",
            "5 speech/decode.json"),
        waits.stream().map(line -> line.replaceAll("^ +(\\d) +(\\S+) .*", "$1 $2")).toList());
    assertTrue(waits.get(0).contains(" 1 replica asked of pool \"a100\", 0 free"), waits.get(0));
    assertTrue(waits.get(4).contains("kept for 1 job ahead"), waits.get(4));
    List<String> ended = below(screen, "Ended lately: 2");
    assertTrue(
        ended.get(0).matches("  SUCCEEDED  speech/evaluate.json +\\d+ (s|min) ago"),
        ended::toString);
    assertTrue(
        ended.get(1).matches("  REJECTED   research/wrong-disk.json +\\d+ (s|min) ago"),
        ended::toString);
    assertTrue(ended.get(2).endsWith(": 77 asked, pool \"a100\" has 200"), ended::toString);
    assertTrue(ended.get(3).startsWith("      Make it 200 "), ended::toString);
  }

  @Test
  void aSmallScreenTellsTheFirstOfEachAndCountsTheRest() throws IOException, InterruptedException {
    List<String> screen = ShownScreen.of(watched(24, 80, "1"), 24, 80);

    assertTrue(
        below(screen, "Waiting: 5").get(0).startsWith("      1  research/urgent-fix.json  "));
    assertTrue(below(screen, "Launched: 3").get(0).startsWith("  RUNNING  "), screen::toString);
    assertTrue(below(screen, "Ended lately: 2").get(0).startsWith("  SUCCEEDED  "));
    assertTrue(
        screen.stream().anyMatch(line -> line.matches("  … and \\d more")), screen::toString);
  }

  @Test
  void coloursAreThereOnATerminalOnlyAndNotAgainstTheWishOfItsUser()
      throws IOException, InterruptedException {
    assertTrue(watched(ROWS, COLUMNS, "").contains("  \u001b[31mREJECTED\u001b[0m  "));
    assertTrue(watched(ROWS, COLUMNS, "1").contains("  REJECTED  "));
    assertTrue(
        CommandLines.run(cloud.variables(), "watch").out().contains("\n  REJECTED   research/"));
  }

  @Test
  void theReadmeShowsIt() throws IOException, InterruptedException {
    assumeTrue(Browser.isInstalled(), "skipped: no picture without /usr/bin/chromium");
    Path page = folder.resolve("watch.html");
    Files.writeString(page, TerminalPage.of(watched(ROWS, COLUMNS, ""), COLUMNS));

    try (Browser browser = Browser.start(true)) {
      browser.appear(1400, "dark");
      browser.open(page.toUri().toString());

      assertTrue(browser.text().contains("Make it 200 "), browser.text());
      Screenshots.keep("watch", browser.pictureOf("pre"), true);
    }
  }

  /** What is printed until the first picture is whole. */
  private static String watched(int rows, int columns, String noColor)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("NO_COLOR", noColor);
    try (PseudoTerminal terminal =
        PseudoTerminal.run(variables, "./slipway watch", rows, columns)) {
      terminal.awaitFrame("");
      terminal.type("q");
      String printed = terminal.ended();
      int end = printed.indexOf(PseudoTerminal.END_OF_FRAME) + PseudoTerminal.END_OF_FRAME.length();
      return printed.substring(0, end);
    }
  }

  /** The rows of the table below a heading. */
  private static List<String> below(List<String> screen, String heading) {
    assertTrue(screen.contains(heading), () -> heading + " in:\n" + String.join("\n", screen));
    return screen.stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(2)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }
}
