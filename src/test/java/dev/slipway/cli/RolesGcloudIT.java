package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.function.PubsubEmulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Those whom Terraform grants something run the commands that the documents give them, word by
 * word, with the gcloud of this machine: what is granted is enough for them, and for nothing else.
 */
@Tag("slow")
final class RolesGcloudIT {

  private static final String UPLOADER = "uploaders@vision.example.com";
  private static final String VIEWER = "viewers@vision.example.com";
  private static final String OPERATOR = "operators@example.com";
  private static final String OF_ALL = "uploaders@example.com";
  private static final String PUBLISHER = "publishers@example.com";

  private static final Path CPU = Path.of("function/examples/single-node-cpu.json");
  private static final String SPECS = "gs://" + TestDeployment.SPECS + "/";
  private static final String STATE = "gs://" + TestDeployment.STATE + "/";
  private static final String STATUS = STATE + "status/" + TestDeployment.SPECS + "/";

  private static final byte[] NOTHING = new byte[0];

  private final Path folder;
  private Roles roles;

  RolesGcloudIT(@TempDir Path folder) {
    this.folder = folder;
  }

  /**
   * What a command ended with.
   *
   * @param status its exit status
   * @param output what it printed, standard error included
   */
  private record RoleRun(int status, String output) {}

  @BeforeEach
  void start() throws IOException {
    boolean there =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcloud")));
    if (!there) {
      System.out.println(
          "Skipped: the documents' commands, role by role. gcloud is not on the PATH.");
    }
    assumeTrue(there, "gcloud is not on the PATH");
    Files.createDirectories(folder.resolve(CPU).getParent());
    Files.copy(CPU, folder.resolve(CPU));
    Files.copy(CPU, folder.resolve("train.json"));
    roles = Roles.start(folder);
  }

  @AfterEach
  void stop() {
    if (roles != null) {
      roles.close();
    }
  }

  /** Runs a command line in a shell, as somebody. */
  private RoleRun shell(String principal, String line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).directory(folder.toFile());
    Path token = folder.resolve("token");
    Files.writeString(token, principal);
    Map<String, String> variables = new HashMap<>();
    variables.put("CLOUDSDK_CONFIG", folder.resolve("config").toString());
    variables.put("CLOUDSDK_AUTH_ACCESS_TOKEN_FILE", token.toString());
    variables.put(
        "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE", roles.deployment().storage().uri() + "/");
    variables.put("CLOUDSDK_CORE_PROJECT", "my-project");
    variables.put("CLOUDSDK_CORE_DISABLE_PROMPTS", "1");
    variables.put("CLOUDSDK_CORE_CHECK_GCE_METADATA", "false");
    variables.put("CLOUDSDK_CORE_DISABLE_USAGE_REPORTING", "true");
    variables.put("CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK", "true");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new RoleRun(process.waitFor(), output);
  }

  private String succeeds(String principal, String line) throws Exception {
    RoleRun ended = shell(principal, line);
    assertEquals(0, ended.status(), () -> principal + ": " + line + "\n" + ended.output());
    return ended.output();
  }

  private void isRefused(String principal, String permission, String line) throws Exception {
    RoleRun ended = shell(principal, line);
    assertEquals(1, ended.status(), () -> principal + ": " + line + "\n" + ended.output());
    assertTrue(
        ended.output().contains(principal + " does not have " + permission + " access to the "),
        () -> line + "\n" + ended.output());
  }

  /** Runs a command of Slipway's in this process, as somebody, and asserts that it succeeds. */
  private String slipway(String principal, String line) {
    String here =
        line.replaceFirst("^\\./slipway ", "")
            .replace(" train.json", " " + folder.resolve("train.json"));
    CommandLines.CommandLineResult result = roles.run(principal, words(here), roles::goOn);
    assertEquals(0, result.exitCode(), () -> line + "\n" + result);
    return result.out();
  }

  private static List<String> words(String line) {
    return all(line, "('[^']*'|\\S+)").stream().map(word -> word.replaceAll("^'|'$", "")).toList();
  }

  /** The text below a heading of a document. */
  private static String section(String document, String heading) throws IOException {
    String text = Files.readString(Path.of(document));
    int start = text.indexOf("\n## " + heading + "\n");
    assertTrue(start >= 0, () -> document + " has no section " + heading);
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** What is found between, in order. */
  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The commands of a section's shell blocks. */
  private static List<String> blocks(String document, String heading) throws IOException {
    return all(section(document, heading), "(?s)```sh\\n(.*?)```").stream()
        .flatMap(String::lines)
        .toList();
  }

  /** A block's command with what Terraform would print. */
  private static String named(String command) {
    return command
        .replace("$(terraform -chdir=terraform output -raw spec_bucket)", TestDeployment.SPECS)
        .replace("$(terraform -chdir=terraform output -raw state_bucket)", TestDeployment.STATE);
  }

  @Test
  void anUploaderOfADeploymentWithoutTeamsUploadsAndReadsAsTheReadmeSays() throws Exception {
    List<String> commands =
        blocks("README.md", "Deploy").stream()
            .filter(line -> line.startsWith("gcloud storage "))
            .map(RolesGcloudIT::named)
            .toList();
    assertEquals(2, commands.size(), commands::toString);

    succeeds(OF_ALL, commands.get(0));
    roles.deployment().arrived("single-node-cpu.json");
    assertTrue(succeeds(OF_ALL, commands.get(1)).contains("\"state\": \"RUNNING\""));

    isRefused(
        OF_ALL, "storage.objects.get", "gcloud storage cat " + SPECS + "single-node-cpu.json");
    isRefused(OF_ALL, "storage.objects.delete", commands.get(0));
    isRefused(OF_ALL, "storage.objects.create", "gcloud storage cp train.json " + STATE);
  }

  @Test
  void anUploaderOfATeamUploadsAndReadsAsThePolicyPageSays() throws Exception {
    List<String> commands = blocks("docs/POLICY.md", "Teams");
    assertEquals(4, commands.size(), commands::toString);

    succeeds(UPLOADER, commands.get(0));
    roles.deployment().arrived("vision/train.json");
    assertTrue(succeeds(UPLOADER, commands.get(1)).contains("\"state\": \"RUNNING\""));
    assertTrue(slipway(UPLOADER, commands.get(2)).contains("vision/train-2.json  SUCCEEDED\n"));
    assertTrue(slipway(UPLOADER, commands.get(3)).contains("\nvision/train-2.json  SUCCEEDED"));
    assertTrue(slipway(VIEWER, commands.get(3)).contains("\nvision/train-2.json  SUCCEEDED"));
  }

  @Test
  void anUploaderOfATeamIsRefusedElsewhere() throws Exception {
    roles.deployment().upload("speech/cpu.json", "single-node-cpu");

    // As the page says, where only the folder is named.
    isRefused(
        UPLOADER, "storage.objects.list", "gcloud storage cp train.json " + SPECS + "vision/");
    isRefused(
        UPLOADER, "storage.objects.get", "gcloud storage cp train.json " + SPECS + "speech/t.json");
    isRefused(UPLOADER, "storage.objects.create", "gcloud storage cp train.json " + SPECS);
    isRefused(UPLOADER, "storage.objects.create", "gcloud storage cp train.json " + STATE);
    isRefused(
        UPLOADER, "storage.objects.get", "gcloud storage cp train.json " + STATE + "control/pause");
    isRefused(UPLOADER, "storage.objects.get", "gcloud storage cat " + SPECS + "speech/cpu.json");
    isRefused(UPLOADER, "storage.objects.get", "gcloud storage cat " + STATUS + "speech/cpu.json");
    isRefused(
        UPLOADER,
        "storage.objects.create",
        "gcloud storage cp train.json " + STATUS + "vision/forged.json");
  }

  @Test
  void aViewerOfATeamReadsItsStatusesAndChangesNothing() throws Exception {
    roles.deployment().upload("vision/cpu.json", "single-node-cpu");
    roles.deployment().upload("speech/cpu.json", "single-node-cpu");

    assertTrue(
        succeeds(VIEWER, "gcloud storage cat " + STATUS + "vision/cpu.json")
            .contains("\"state\": \"RUNNING\""));
    // It lists the prefix without the slash, which no managed folder covers.
    isRefused(VIEWER, "storage.objects.list", "gcloud storage ls " + STATUS + "vision/");
    isRefused(VIEWER, "storage.objects.get", "gcloud storage cat " + STATUS + "speech/cpu.json");
    isRefused(VIEWER, "storage.objects.get", "gcloud storage cat " + SPECS + "vision/cpu.json");
    isRefused(VIEWER, "storage.objects.create", "gcloud storage cp train.json " + SPECS);
    isRefused(
        VIEWER, "storage.objects.get", "gcloud storage cp train.json " + SPECS + "vision/t.json");
  }

  @Test
  void aPublisherPublishesAsTheReadmeSaysAndHasNoBusinessInTheBuckets() throws Exception {
    Optional<Path> archive = PubsubEmulator.archive();
    assumeTrue(archive.isPresent(), PubsubEmulator.NEEDED);
    roles.deployment().publish("nightly-6", "single-node-cpu");
    roles.deployment().upload("cpu.json", "single-node-cpu");
    List<String> commands = blocks("README.md", "The spec");
    assertEquals(1, commands.size(), commands::toString);

    try (PubsubEmulator pubsub = PubsubEmulator.start(archive.get())) {
      pubsub.makeTopic("slipway-automation");
      pubsub.subscribe("slipway-automation");
      succeeds(
          PUBLISHER,
          "export CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB="
              + pubsub.address()
              + "; "
              + commands.get(0).replace("my-project", "slipway-local"));
      assertEquals(
          Files.readString(folder.resolve("train.json")).strip(),
          pubsub.pull("slipway-automation"));
    }

    assertTrue(
        succeeds(PUBLISHER, "gcloud storage cat " + STATE + "status/_pubsub/nightly-6")
            .contains("\"state\": \"RUNNING\""));
    isRefused(PUBLISHER, "storage.objects.create", "gcloud storage cp train.json " + SPECS);
    isRefused(PUBLISHER, "storage.objects.get", "gcloud storage cat " + SPECS + "cpu.json");
    isRefused(PUBLISHER, "storage.objects.get", "gcloud storage cat " + STATUS + "cpu.json");
    isRefused(PUBLISHER, "storage.objects.list", "gcloud storage ls " + STATE);
  }

  @Test
  void anOperatorPausesResumesAndCancelsAsOperationsSays() throws Exception {
    roles.deployment().upload("NAME", "single-node-cpu");
    roles.deployment().tick();
    List<String> commands =
        all(
            section("docs/OPERATIONS.md", "Pausing and draining"),
            "`((?:\\./slipway|echo|gcloud) [^`]+)`");
    assertEquals(6, commands.size(), commands::toString);

    // The page has two ways to pause, then two to resume.
    for (int each : List.of(0, 2, 1, 3, 4, 5)) {
      String command = commands.get(each);
      if (command.startsWith("./slipway ")) {
        slipway(OPERATOR, command.replace("NAME", "NAME --yes"));
      } else {
        succeeds(OPERATOR, command.replace("gs://STATE/", STATE));
      }
    }
  }

  @Test
  void anOperatorSeesWhoseTheStateBucketIsAndDeletesAndReplacesSpecs() throws Exception {
    roles.deployment().upload("vision/cpu.json", "single-node-cpu");
    roles.deployment().storage().put(TestDeployment.STATE, "control/deployment", NOTHING, Map.of());
    List<String> describe =
        all(
            section("docs/OPERATIONS.md", "One bucket, one deployment").replace('\n', ' '),
            "`(gcloud [^`]+)`");

    assertEquals(1, describe.size(), describe::toString);
    assertTrue(
        succeeds(OPERATOR, describe.get(0).replace("gs://STATE/", STATE))
            .contains("name: control/deployment\n"));
    succeeds(OPERATOR, "gcloud storage cp train.json " + SPECS + "vision/cpu.json");
    succeeds(OPERATOR, "gcloud storage rm " + SPECS + "vision/cpu.json");
    isRefused(
        OPERATOR,
        "storage.objects.create",
        "gcloud storage cp train.json " + STATE + "queue/forged");
    isRefused(
        OPERATOR, "storage.objects.delete", "gcloud storage rm " + STATUS + "vision/cpu.json");
  }
}
