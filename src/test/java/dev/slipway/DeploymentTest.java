package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.function.PushFunction;
import dev.slipway.storage.StateNames;
import dev.slipway.wiring.EnvironmentVariable;
import dev.slipway.wiring.PolicyAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Terraform, code and documentation say the same. */
class DeploymentTest {

  private static final Path TERRAFORM = Path.of("terraform");

  @Test
  void nobodyIsGivenAPrimitiveRole() {
    assertEquals(Set.of(), found(terraform(), "roles/(?:owner|editor|viewer|browser)\\b"));
  }

  @Test
  void nobodyIsGivenARoleThatManages() {
    assertEquals(Set.of(), found(terraform(), "roles/[A-Za-z.]*[aA]dmin\\b"));
  }

  @Test
  void whoMayCallAServiceIsNamed() {
    assertEquals(
        Set.of(
            "google_cloud_run_v2_service_iam_member\" \"trigger",
            "google_cloud_run_v2_service_iam_member\" \"status_page",
            "google_cloud_run_v2_service_iam_member\" \"status_page_look"),
        found(
            terraform(),
            "(?<=resource \")google_cloud(?:_run|functions)[a-z0-9_]*_iam_[a-z]+\" \"[a-z_]+"));
    assertEquals(Set.of(), found(terraform(), "members? += [^\n]*\"all(?:Authenticated)?Users"));
  }

  @Test
  void whatIsDeployedTakesPushes() {
    String entryPoint = PushFunction.class.getName();

    assertTrue(read("function.tf").contains("entry_point       = \"" + entryPoint + "\""));
    assertTrue(read("container.tf").contains("FUNCTION_TARGET = \"" + entryPoint + "\""));
  }

  @Test
  void everyPermissionNamesTheCallThatNeedsIt() {
    List<String> lines =
        (read("identity.tf") + read("people.tf")).lines().map(String::strip).toList();

    assertEquals(
        List.of(),
        lines.stream()
            .filter(line -> line.matches("\"[a-z]+\\.[a-zA-Z]+\\.[a-z]+\".*"))
            .filter(line -> !line.matches(".*\",? +# (?:[A-Z][A-Za-z]+\\.[a-z]|gcloud ).*"))
            .toList());
  }

  @Test
  void metricsCountEventsThatAreLogged() {
    Set<String> logged =
        Arrays.stream(LogEvent.values()).map(LogEvent::id).collect(Collectors.toSet());
    Set<String> counted = found(terraform(), "(?<![\\w.])slipway(?:\\.[a-z-]+)+");

    assertTrue(counted.contains(LogEvent.JOB_LAUNCHED.id()), counted::toString);
    counted.removeAll(logged);
    assertEquals(Set.of(), counted);
  }

  @Test
  void everyVariableIsSetOrCanBeSet() {
    String each = "\\bSLIPWAY_[A-Z][A-Z_]*";
    Set<String> documented = found(text(Path.of("function/README.md")), each);

    assertEquals(documented, found(read("main.tf"), each));
    assertEquals(
        documented,
        Arrays.stream(EnvironmentVariable.values())
            .map(EnvironmentVariable::id)
            .filter(EnvironmentVariable::isOurs)
            .collect(Collectors.toSet()));
  }

  @Test
  void defaultsAreDocumentedAsTheCodeHasThem() {
    List<String> rows = text(Path.of("function/README.md")).lines().toList();

    assertEquals(
        List.of(),
        Arrays.stream(EnvironmentVariable.values())
            .filter(variable -> !variable.byDefault().isEmpty())
            .filter(variable -> rows.stream().noneMatch(row -> hasDefault(row, variable)))
            .toList());
  }

  /** Whether a row is about a variable, and has its default in its last cell. */
  private static boolean hasDefault(String row, EnvironmentVariable variable) {
    return row.startsWith("| `" + variable.id() + "` |")
        && row.replaceFirst(".*\\|(.*)\\|$", "$1").contains("`" + variable.byDefault() + "`");
  }

  @Test
  void thePolicyIsWhereTheLauncherReadsAndTheDoctorLooks() {
    assertEquals(
        Set.of(PolicyAddress.FOLDER),
        found(read("buckets.tf"), "(?<=\")[a-z/]+(?=\\$\\{filesha256)"));
    // All of the state bucket is read; what is written is a list of prefixes.
    assertEquals(Set.of(), found(read("identity.tf"), "\"" + PolicyAddress.FOLDER + "[^\"]*\""));
  }

  @Test
  void theLauncherMayWriteWhereItsStateIs() {
    String writable = found(read("identity.tf"), "(?s)for prefix in \\[.*?\\]").iterator().next();

    assertEquals(StateNames.WRITTEN, found(writable, "(?<=\")[a-z/]+(?=\")"));
  }

  @Test
  void everyAlertIsExplained() {
    Set<String> titles = found(read("alerts.tf"), "(?<=title    = \")[^\"]+");
    String operations = text(Path.of("docs/OPERATIONS.md"));

    assertEquals(7, titles.size());
    assertEquals(
        List.of(),
        titles.stream().filter(title -> !operations.contains("### " + title + "\n")).toList());
  }

  @Test
  void functionAndImageStartAlike() {
    Set<String> function = found(read("main.tf"), "(?<=\")-XX:[^\"]+");

    assertEquals(function, found(text(Path.of("function/container/lay-out")), "(?m)^-XX:\\S+"));
  }

  private static String terraform() {
    try (Stream<Path> files = Files.list(TERRAFORM)) {
      return files
          .filter(file -> file.toString().endsWith(".tf"))
          .sorted()
          .map(DeploymentTest::text)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String name) {
    return text(TERRAFORM.resolve(name));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
