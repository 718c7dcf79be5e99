package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.GivingUp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The README's sections "On your laptop" and "Ask before you upload", line by line. */
@Isolated
final class LocalIT {

  /**
   * A line to type and what it prints.
   *
   * @param command as the README has it
   * @param shown what the README says it prints: {@code …} is anything, on a line of its own any
   *     lines
   */
  private record ReadmeStep(String command, List<String> shown) {

    boolean isShown(String printed) {
      String pattern =
          shown.stream()
              .map(line -> line.equals("…") ? "(?:.*\\n)*" : pattern(line) + "\\n")
              .collect(Collectors.joining());
      return Pattern.matches(pattern, printed);
    }

    void check(String printed) {
      assertTrue(
          isShown(printed),
          () -> command + " printed:\n" + printed + "which is not as the README shows:\n" + shown);
    }

    private static String pattern(String line) {
      return Pattern.compile("…")
          .splitAsStream(line + "\u0000")
          .map(part -> Pattern.quote(part.replace("\u0000", "")))
          .collect(Collectors.joining(".*"));
    }
  }

  @Test
  void whatTheReadmeShowsIsWhatIsPrinted(@TempDir Path state)
      throws IOException, InterruptedException {
    assumeTrue(isFree(8470), "skipped: something listens on port 8470 already");
    List<ReadmeStep> steps = steps();
    Process local = start(steps.get(0).command() + " --speed 4 --state " + state);
    try (BufferedReader output = output(local)) {
      String first = output.readLine() + "\n";
      steps.get(0).check(first);
      readUntil(output, "custom-jobs list");
      for (ReadmeStep step : steps.subList(1, steps.size())) {
        step.check(printed(step));
      }
    } finally {
      local.destroy();
      assertTrue(
          local.waitFor(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS),
          "it ends when it is asked to");
    }
  }

  /** What curl has uploaded is there after a moment, so a status is asked for until it is told. */
  private static String printed(ReadmeStep step) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String printed = printed(step.command());
    while (step.command().startsWith("./slipway status ")
        && !step.isShown(printed)
        && System.nanoTime() - start < GivingUp.AFTER.toNanos()) {
      printed = printed(step.command());
    }
    return printed;
  }

  private static String printed(String command) throws IOException, InterruptedException {
    Process process = start(command);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS), command);
    return printed.endsWith("\n") ? printed : printed + "\n";
  }

  private static List<ReadmeStep> steps() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section =
        readme.substring(readme.indexOf("## On your laptop"), readme.indexOf("## The spec"));
    List<ReadmeStep> steps = new ArrayList<>();
    boolean isConsole = false;
    for (String line : section.lines().toList()) {
      if (line.startsWith("```")) {
        isConsole = line.equals("```console");
      } else if (isConsole && line.startsWith("$ ")) {
        steps.add(new ReadmeStep(line.substring(2), new ArrayList<>()));
      } else if (isConsole) {
        steps.get(steps.size() - 1).shown().add(line);
      }
    }
    return steps;
  }

  private static Process start(String command) throws IOException {
    // On JDK 25 the JVM warns on standard error of what libraries do.
    return new ProcessBuilder("sh", "-c", "exec " + command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void readUntil(BufferedReader output, String last) throws IOException {
    String line = output.readLine();
    while (line != null && !line.contains(last)) {
      line = output.readLine();
    }
    assertTrue(line != null, "it ended before it was up");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
