package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README's way to deploy has no hidden step: what each command needs is in the repository, or
 * made by a command before it.
 */
class ReadmeDeployTest {

  /** So many commands, and no more, from a fresh clone to a launcher that runs. */
  private static final int MOST_COMMANDS = 6;

  private static final String LOGIN = "a login";
  private static final String BUNDLE = "target/slipway-function.zip";
  private static final String PROVIDERS = "terraform's providers";
  private static final String DEPLOYMENT = "a deployment";
  private static final String PROJECT = "a prepared project";

  /** What commands that begin so need, besides the files that they name, and what they make. */
  private record CommandNeeds(String begin, List<String> needs, List<String> makes) {
    static final CommandNeeds APPLY =
        new CommandNeeds(
            "terraform -chdir=terraform apply",
            List.of(LOGIN, PROJECT, BUNDLE, PROVIDERS),
            List.of(DEPLOYMENT));
    private static final List<CommandNeeds> ALL =
        List.of(
            new CommandNeeds("gcloud auth login --update-adc", List.of(), List.of(LOGIN)),
            new CommandNeeds("terraform/prepare my-project", List.of(LOGIN), List.of(PROJECT)),
            new CommandNeeds(
                "mvn -q -Prelease -Dmaven.test.skip package", List.of(), List.of(BUNDLE)),
            new CommandNeeds("terraform -chdir=terraform init", List.of(), List.of(PROVIDERS)),
            APPLY,
            new CommandNeeds("gcloud storage ", List.of(LOGIN, DEPLOYMENT), List.of()));

    static CommandNeeds of(String command) {
      return ALL.stream()
          .filter(kind -> command.startsWith(kind.begin))
          .findFirst()
          .orElseThrow(
              () -> new AssertionError("say here what this command needs and makes: " + command));
    }
  }

  @Test
  void whatACommandNeedsIsThereOrMadeBefore() throws IOException {
    Set<String> made = new TreeSet<>();
    List<String> missing = new ArrayList<>();
    for (String command : commands(2)) {
      CommandNeeds kind = CommandNeeds.of(command);
      Stream.concat(
              kind.needs.stream().filter(need -> !made.contains(need)), filesNotThere(command))
          .map(need -> command + ": needs " + need)
          .forEach(missing::add);
      made.addAll(kind.makes);
    }

    assertEquals(List.of(), missing);
    assertTrue(made.contains(DEPLOYMENT), "it deploys");
  }

  @Test
  void theCommandsAreFew() throws IOException {
    assertTrue(commands(1).size() <= MOST_COMMANDS, () -> "more than " + MOST_COMMANDS);
  }

  @Test
  void theBundleIsMadeWhereTerraformLooks() throws IOException {
    String standard = "(?s)variable \"bundle\" \\{.*?default +?= \"([^\"]+)\"";

    assertEquals(
        Path.of(BUNDLE),
        Path.of("terraform")
            .resolve(group(Path.of("terraform/variables.tf"), standard))
            .normalize());
    assertEquals(
        BUNDLE,
        "target/"
            + group(
                Path.of("pom.xml"), "(?s)<id>function-zip</id>.*?<finalName>([^<]+)</finalName>")
            + ".zip");
  }

  @Test
  void whatTerraformWouldAskForIsGiven() throws IOException {
    String apply =
        commands(1).stream()
            .filter(line -> CommandNeeds.of(line).equals(CommandNeeds.APPLY))
            .findFirst()
            .orElseThrow();
    Set<String> given = new TreeSet<>(groups(apply, "-var (\\w+)="));
    Set<String> required = new TreeSet<>();
    Set<String> known = new TreeSet<>();
    String variables = Files.readString(Path.of("terraform/variables.tf"));
    for (MatchResult block : results(variables, "(?ms)^variable \"(\\w+)\" \\{\\n(.*?)^\\}")) {
      known.add(block.group(1));
      if (!block.group(2).contains("  default")) {
        required.add(block.group(1));
      }
    }

    assertTrue(given.containsAll(required), () -> "required: " + required);
    assertTrue(known.containsAll(given), () -> "given: " + given);
  }

  @Test
  void theOutputsThatAreReadExist() throws IOException {
    List<String> outputs =
        groups(Files.readString(Path.of("terraform/outputs.tf")), "(?m)^output \"(\\w+)\"");
    List<String> read = groups(String.join("\n", commands(2)), "output -raw (\\w+)");

    assertTrue(outputs.containsAll(read), () -> read + " of " + outputs);
    assertEquals(3, read.size());
  }

  /** The lines of the first blocks of shell commands under "Deploy". */
  private static List<String> commands(int blocks) throws IOException {
    String section = group(Path.of("README.md"), "(?s)\n## Deploy\n(.*?)\n## ");
    return groups(section, "(?s)```sh\n(.*?)```").stream()
        .limit(blocks)
        .flatMap(String::lines)
        .toList();
  }

  /** Names with a slash within, but addresses and what stands within them. */
  private static Stream<String> filesNotThere(String command) {
    return Stream.of(command.replaceAll("\"[^\"]*\"", "").split(" ", -1))
        .map(word -> word.replaceFirst("^-chdir=(.*)$", "$1/versions.tf"))
        .filter(word -> word.contains("/"))
        .filter(word -> !Files.exists(Path.of(word)));
  }

  private static String group(Path file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
    assertTrue(matcher.find(), () -> file + " has no " + pattern);
    return matcher.group(1);
  }

  private static List<String> groups(String text, String pattern) {
    return results(text, pattern).stream().map(found -> found.group(1)).toList();
  }

  private static List<MatchResult> results(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().collect(Collectors.toList());
  }
}
